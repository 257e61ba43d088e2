//! `carnet find`

use clap::Args;

use crate::cli::ask::limit;
use crate::cli::context::FormatArg;
use crate::cli::{CliError, Context, Exit, ask};
use crate::query::Search;
use crate::render::Format;
use crate::report::found;

/// How many records people are shown unless they ask for more.
const USUAL: usize = 20;

/// Find records by words
///
/// Looks in ids, titles and all texts, notes and descriptions of lines included, ignoring case and accents. All words must
/// stand in a record. Telephone numbers are found whatever their separators.
#[derive(Args)]
pub struct Find {
    /// What to look for
    #[arg(value_name = "WORDS", required = true)]
    words: Vec<String>,
    /// Only records of this kind; may be given several times
    #[arg(long, short = 'k', value_name = "KIND")]
    kind: Vec<String>,
    /// Show at most so many [default: 20 for people, all for programs]
    #[arg(long, short = 'n', value_name = "NUMBER", value_parser = limit)]
    limit: Option<usize>,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Find, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    let kinds = args.kind.iter().map(|word| ask::kind(cx, &opened, word)).collect::<Result<Vec<_>, _>>()?;
    let Some(search) = Search::new(&args.words) else {
        return Err(CliError::usage(cx.text("show-no-words", &[])));
    };
    let hits = search.run(&opened.book, &kinds, opened.as_of);
    if hits.is_empty() {
        let error = CliError::refused(cx.text("show-not-found", &[("words", search.phrase())]));
        return Err(match search.suggestion(&opened.book, &kinds) {
            Some(suggestion) => error.hint(cx.text("ask-did-you-mean", &[("suggestion", &suggestion)])),
            None => error,
        });
    }
    let limit = args.limit.or(match args.format.format {
        Format::Table | Format::Md => Some(USUAL),
        _ => None,
    });
    cx.answer(&found::answer(&opened.book, opened.as_of, hits, limit), args.format)
}
