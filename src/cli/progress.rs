//! The line that shows how far long work has come: on a terminal only, not before half a second, and gone afterwards.

use std::io::Write;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::book::progress::{Progress, Stage};
use crate::render::{Locale, terminal};
use crate::value::Decimal;

/// Work that takes less shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);
/// Often enough to be seen moving, too seldom to cost anything.
const RHYTHM: Duration = Duration::from_millis(100);
/// Wider than this a bar says no more.
const WIDEST_BAR: usize = 30;

/// A line that a thread of its own draws until this is dropped; then nothing is left of it.
pub struct Bar {
    stop: Arc<(Mutex<bool>, Condvar)>,
    thread: Option<JoinHandle<()>>,
}

/// What a line is made of besides the numbers.
pub struct Look {
    /// The words of each stage, as in [`Stage::ALL`].
    pub words: Vec<String>,
    pub locale: Locale,
    /// Columns of the terminal.
    pub width: usize,
}

impl Bar {
    /// Draws on `err` what `progress` says, from half a second on.
    pub fn start(progress: Arc<Progress>, look: Look, err: impl Write + Send + 'static) -> Bar {
        Bar::start_after(PATIENCE, progress, look, err)
    }

    fn start_after(
        patience: Duration,
        progress: Arc<Progress>,
        look: Look,
        mut err: impl Write + Send + 'static,
    ) -> Bar {
        let stop = Arc::new((Mutex::new(false), Condvar::new()));
        let stopped = stop.clone();
        let draw = move || {
            let (flag, wake) = &*stopped;
            let mut wait = patience;
            let mut drawn = false;
            loop {
                let guard = flag.lock().unwrap_or_else(PoisonError::into_inner);
                let waited = wake.wait_timeout_while(guard, wait, |stopped| !*stopped);
                let stopped = *waited.unwrap_or_else(PoisonError::into_inner).0;
                // Nobody is told of a terminal that is gone: the work is not about it.
                if stopped {
                    if drawn {
                        let _ = err.write_all(b"\r\x1b[K").and_then(|()| err.flush());
                    }
                    return;
                }
                drawn = true;
                let _ = err.write_all(format!("\r\x1b[K{}", line(&progress, &look)).as_bytes());
                let _ = err.flush();
                wait = RHYTHM;
            }
        };
        // Where no thread can be had, the work goes on unseen.
        Bar { stop, thread: std::thread::Builder::new().name("progress".into()).spawn(draw).ok() }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        let (flag, wake) = &*self.stop;
        *flag.lock().unwrap_or_else(PoisonError::into_inner) = true;
        wake.notify_all();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// `Reading records  340,000 of 1,000,000  ━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌  34%`, as much of it as fits.
fn line(progress: &Progress, look: &Look) -> String {
    let (stage, done, total) = progress.now();
    let done = if total > 0 { done.min(total) } else { done };
    let words = Stage::ALL.iter().position(|one| *one == stage).and_then(|at| look.words.get(at));
    let words = words.map_or("", String::as_str);
    // The last column stays free: some terminals begin a new line there.
    let width = look.width.saturating_sub(1);
    let number = |count: usize| look.locale.number(Decimal::from(count as u64));
    let mut text = words.to_owned();
    if total > 0 {
        text = format!("{words}  {} / {}", number(done), number(total));
    } else if done > 0 {
        text = format!("{words}  {}", number(done));
    }
    if total > 0 {
        // Exact for any number of records that memory can hold.
        let part = |of: usize| (done as u128 * of as u128 / total as u128) as usize;
        let percent = format!("  {}{}", part(100), look.locale.percent_sign());
        let room = width.saturating_sub(terminal::measure(&text) + 2 + terminal::measure(&percent)).min(WIDEST_BAR);
        if room >= 10 {
            let full = part(room);
            text.push_str(&format!("  {}{}", "━".repeat(full), "╌".repeat(room - full)));
        }
        text.push_str(&percent);
    }
    terminal::cut(&text, width).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Language;

    fn look(language: Language, width: usize) -> Look {
        let catalogue = crate::finding::Catalogue::new(language);
        let words = Stage::ALL.iter().map(|stage| catalogue.text(stage.key(), &[])).collect();
        Look { words, locale: Locale(language), width }
    }

    fn at(done: usize, total: usize) -> Progress {
        let progress = Progress::default();
        progress.begin(Stage::Reading, total);
        progress.add(done);
        progress
    }

    #[test]
    fn as_much_as_fits() {
        let progress = at(340_000, 1_000_000);
        let line = |language, width| line(&progress, &look(language, width));
        assert_eq!(
            line(Language::English, 80),
            "Reading records  340,000 / 1,000,000  ━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌  34%"
        );
        assert_eq!(line(Language::English, 60), "Reading records  340,000 / 1,000,000  ━━━━━╌╌╌╌╌╌╌╌╌╌╌  34%");
        assert_eq!(line(Language::English, 50), "Reading records  340,000 / 1,000,000  34%");
        assert_eq!(line(Language::English, 20), "Reading records  3…");
        assert_eq!(
            line(Language::French, 50),
            "Lecture des fiches  340\u{202f}000 / 1\u{202f}000\u{202f}000  34\u{202f}%"
        );
        for width in 1..100 {
            assert!(terminal::measure(&line(Language::French, width)) < width.max(2), "{width}");
        }
    }

    #[test]
    fn what_nobody_knows_is_not_drawn() {
        let look = look(Language::English, 80);
        let progress = Progress::default();
        assert_eq!(line(&progress, &look), "Looking at files");
        progress.add(1234);
        assert_eq!(line(&progress, &look), "Looking at files  1,234");
        assert!(line(&at(7, 3), &look).ends_with("━  100%"));
    }

    #[derive(Clone, Default)]
    struct Screen(Arc<Mutex<Vec<u8>>>);

    impl Write for Screen {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn short_work_shows_nothing_and_long_work_leaves_nothing() {
        let shown = |patience: Duration, work: Duration| {
            let screen = Screen::default();
            let bar = Bar::start_after(patience, Arc::new(at(1, 2)), look(Language::English, 40), screen.clone());
            std::thread::sleep(work);
            drop(bar);
            String::from_utf8(screen.0.lock().unwrap().clone()).unwrap()
        };
        assert_eq!(shown(Duration::from_secs(60), Duration::ZERO), "");
        let long = shown(Duration::ZERO, Duration::from_millis(300));
        assert!(long.starts_with("\r\u{1b}[KReading records  1 / 2  "), "{long:?}");
        assert!(long.ends_with("\r\u{1b}[K"), "{long:?}");
    }
}
