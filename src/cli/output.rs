//! The one door to stdout and stderr: data on the one, messages on the other.
//!
//! Both are injected, so that every command can be captured in a test. When the reader closes the pipe
//! (`carnet list invoice | head`), the rest is dropped in silence and the command ends as if all had been read.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::sync::Arc;

use super::progress::{Bar, Look};
use crate::book::progress::Progress;
use crate::finding::Language;
use crate::render::finding::wrap;
use crate::render::terminal::neutralise;
use crate::render::{self, Format, Locale, Options, Page, RenderError, Words, terminal};

/// `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ColourChoice {
    // Plain comments: a doc comment would make clap spell the three words out in every help.
    // On a terminal, unless NO_COLOR is set; anywhere when CLICOLOR_FORCE is.
    #[default]
    Auto,
    Always,
    Never,
}

/// What the two streams are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Terminal {
    /// stdout is a terminal.
    pub out: bool,
    /// stderr is a terminal: progress may be shown.
    pub err: bool,
    /// Colour on stdout.
    pub out_colour: bool,
    /// Colour on stderr.
    pub err_colour: bool,
    /// Columns of stdout; `None` when it is not a terminal, where nothing is cut.
    pub width: Option<usize>,
}

impl Terminal {
    /// What this process writes to.
    pub fn of_process(choice: ColourChoice) -> Terminal {
        let env = |name: &str| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        Terminal::decide(choice, io::stdout().is_terminal(), io::stderr().is_terminal(), terminal::width(), &env)
    }

    /// The decision, of its inputs only. `--color` goes before NO_COLOR (<https://no-color.org>), that before
    /// CLICOLOR_FORCE and CLICOLOR (<https://bixense.com/clicolors>). COLUMNS goes before what the terminal says.
    pub fn decide(
        choice: ColourChoice,
        out: bool,
        err: bool,
        size: Option<usize>,
        env: &dyn Fn(&str) -> Option<String>,
    ) -> Terminal {
        let set = |name: &str| env(name).filter(|value| !value.is_empty());
        let colour = |is_terminal: bool| match choice {
            ColourChoice::Always => true,
            ColourChoice::Never => false,
            ColourChoice::Auto if set("NO_COLOR").is_some() => false,
            ColourChoice::Auto if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
            ColourChoice::Auto => {
                is_terminal && set("CLICOLOR").as_deref() != Some("0") && set("TERM").as_deref() != Some("dumb")
            }
        };
        let columns = set("COLUMNS").and_then(|value| value.parse().ok()).filter(|columns: &usize| *columns > 0);
        let width = out.then(|| columns.or(size).unwrap_or(80));
        Terminal { out, err, out_colour: colour(out), err_colour: colour(err), width }
    }
}

/// Where a command writes.
pub struct Output<'a> {
    out: BufWriter<&'a mut dyn Write>,
    err: &'a mut dyn Write,
    pub terminal: Terminal,
    /// The reader went away: nothing more is written.
    closed: bool,
    /// How far long work has come; gone before anything else is written.
    bar: Option<Bar>,
}

/// Lines that are wider than a terminal, broken at spaces; those that follow stand below the first.
fn wrapped(text: &str, width: usize) -> String {
    let broken = |line: &str| {
        let rest = line.trim_start_matches(' ');
        let indent = line.len() - rest.len();
        let text = wrap(rest, width.saturating_sub(indent).max(20));
        let lines: Vec<String> = text.lines().map(|line| format!("{}{line}", " ".repeat(indent))).collect();
        lines.join("\n")
    };
    text.split('\n')
        .map(|line| if line.len() > width { broken(line) } else { line.to_owned() })
        .collect::<Vec<_>>()
        .join("\n")
}

impl<'a> Output<'a> {
    pub fn new(out: &'a mut dyn Write, err: &'a mut dyn Write, terminal: Terminal) -> Output<'a> {
        Output { out: BufWriter::new(out), err, terminal, closed: false, bar: None }
    }

    /// Shows how far long work has come, until the next thing is written: on stderr, where that is a terminal that can go
    /// back in its line.
    pub fn watch(&mut self, progress: &Arc<Progress>, words: Vec<String>, language: Language) {
        self.bar = None;
        if self.terminal.err && std::env::var_os("TERM").is_none_or(|term| term != *"dumb") {
            let width = self.terminal.width.or_else(terminal::width_of_messages).unwrap_or(80);
            let look = Look { words, locale: Locale(language), width };
            self.bar = Some(Bar::start(progress.clone(), look, io::stderr()));
        }
    }

    /// The work is done.
    pub fn unwatch(&mut self) {
        self.bar = None;
    }

    /// Prints an answer on stdout in a format, for this terminal.
    pub fn answer(
        &mut self,
        page: &Page<'_>,
        format: Format,
        language: Language,
        words: &Words,
    ) -> Result<(), RenderError> {
        let options = Options {
            width: self.terminal.width,
            colour: self.terminal.out_colour,
            terminal: self.terminal.out,
            locale: Locale(language),
            words,
        };
        self.guarded(|out| render::page(page, format, &options, out))
    }

    /// Prints on stdout what `write` writes, as it is: for texts that are already harmless (rendered by `render`, or bytes
    /// that must not change). A closed pipe is no error.
    pub fn raw(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        self.guarded(|out| write(out).map_err(RenderError::Io)).map_err(|error| match error {
            RenderError::Io(error) => error,
            other => io::Error::other(other),
        })
    }

    /// Prints a line on stdout, made harmless for a terminal.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        self.raw(|out| writeln!(out, "{}", neutralise(text)))
    }

    /// Prints a message on stderr, made harmless for a terminal, after all of stdout so far. That it cannot be printed is
    /// nowhere left to be said.
    pub fn message(&mut self, text: &str) {
        let text = neutralise(text);
        match self.terminal.err {
            true => self.styled_message(&wrapped(&text, self.terminal.width.unwrap_or(80))),
            false => self.styled_message(&text),
        }
    }

    /// The same for a message that `render` has made harmless and coloured.
    pub fn styled_message(&mut self, text: &str) {
        // An error of stdout comes back at the next write to it or in `finish`.
        let _ = self.raw(|out| out.flush());
        let _ = writeln!(self.err, "{text}").and_then(|()| self.err.flush());
    }

    /// Whether the reader of stdout went away: long work may stop early.
    pub fn closed(&self) -> bool {
        self.closed
    }

    /// Writes out what is buffered. To be called once, at the end: it is the last chance to learn that the disk is full.
    pub fn finish(mut self) -> io::Result<()> {
        self.flush()
    }

    /// Writes out what is buffered, for a command that is not done yet.
    pub fn flush(&mut self) -> io::Result<()> {
        self.raw(|out| out.flush())
    }

    fn guarded(&mut self, write: impl FnOnce(&mut dyn Write) -> Result<(), RenderError>) -> Result<(), RenderError> {
        self.bar = None;
        if self.closed {
            return Ok(());
        }
        match write(&mut self.out) {
            Err(RenderError::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            result => result,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decide(choice: ColourChoice, out: bool, env: &[(&str, &str)]) -> Terminal {
        let env = |name: &str| env.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        Terminal::decide(choice, out, out, Some(120), &env)
    }

    #[test]
    fn colour_only_where_somebody_sees_it() {
        use ColourChoice::*;
        let colour = |choice, out, env: &[(&str, &str)]| decide(choice, out, env).out_colour;
        assert!(colour(Auto, true, &[]));
        assert!(!colour(Auto, false, &[]));
        assert!(!colour(Auto, true, &[("NO_COLOR", "1")]));
        assert!(colour(Auto, true, &[("NO_COLOR", "")]));
        assert!(!colour(Auto, true, &[("TERM", "dumb")]));
        assert!(colour(Auto, false, &[("CLICOLOR_FORCE", "1")]));
        assert!(!colour(Auto, false, &[("CLICOLOR_FORCE", "0")]));
        assert!(!colour(Auto, true, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
        assert!(colour(Always, false, &[("NO_COLOR", "1")]));
        assert!(!colour(Never, true, &[("CLICOLOR_FORCE", "1")]));
    }

    #[test]
    fn long_messages_are_broken_at_a_terminals_width() {
        let said =
            "error: a message of many words that no narrow window shows in one line\n\n    stage:wonn\n    ^^^^^";
        let wanted =
            "error: a message of many words\nthat no narrow window shows in\none line\n\n    stage:wonn\n    ^^^^^";
        assert_eq!(wrapped(said, 30), wanted);
        assert_eq!(wrapped("  0123 one two three four five six", 24), "  0123 one two three\n  four five six");
    }

    #[test]
    fn a_pipe_has_no_width() {
        let width = |out, env: &[(&str, &str)]| decide(ColourChoice::Auto, out, env).width;
        assert_eq!(width(true, &[]), Some(120));
        assert_eq!(width(true, &[("COLUMNS", "60")]), Some(60));
        assert_eq!(width(true, &[("COLUMNS", "wide")]), Some(120));
        assert_eq!(width(false, &[("COLUMNS", "60")]), None);
        assert_eq!(Terminal::decide(ColourChoice::Auto, true, true, None, &|_| None).width, Some(80));
    }

    /// A reader that goes away after some bytes, or a full disk.
    struct Broken(io::ErrorKind);

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_ends_quietly() {
        let (mut out, mut err) = (Broken(io::ErrorKind::BrokenPipe), Vec::new());
        let mut output = Output::new(&mut out, &mut err, Terminal::default());
        for _ in 0..10_000 {
            output.line("F-2026-0001").unwrap();
        }
        assert!(output.closed());
        output.finish().unwrap();
        assert!(err.is_empty());
    }

    #[test]
    fn a_full_disk_is_an_error() {
        let (mut out, mut err) = (Broken(io::ErrorKind::StorageFull), Vec::new());
        let mut output = Output::new(&mut out, &mut err, Terminal::default());
        output.line("lost").unwrap();
        assert_eq!(output.finish().unwrap_err().kind(), io::ErrorKind::StorageFull);
    }

    #[test]
    fn data_and_messages_are_apart_and_harmless() {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut output = Output::new(&mut out, &mut err, Terminal::default());
        output.line("name \u{1b}[31m").unwrap();
        output.message("2 files could not be read\u{7}");
        output.finish().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "name ␛[31m\n");
        assert_eq!(String::from_utf8(err).unwrap(), "2 files could not be read␇\n");
    }
}
