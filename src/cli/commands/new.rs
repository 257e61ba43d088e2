//! `carnet new`

use clap::Args;

use super::set::answer_document;
use crate::book::link::{Target, resolve};
use crate::change::{self, Assignment, Gap, LineSpec, New as Wish, Scope};
use crate::cli::context::FormatArg;
use crate::cli::write::{WriteArgs, ask, carry_out, refuse, scope};
use crate::cli::{CliError, Context, Exit};
use crate::model::Type;
use crate::model::shape::FirmList;

/// Write a new record
///
/// What is missing is asked for at a terminal. A document's lines follow `+`: a product's id or words of
/// your own, then quantity, @price, discount=, tax=, unit=.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet new customer name='ACME Conseil' address.city=Lille tags=web,design
  carnet new deal website name='New site' customer=acme amount=12000 close=+60d
  carnet new invoice customer=acme + audit-day 4 + 'Travel' 1 @80 tax=fr-20 discount=5%
  carnet new note about=customer/acme title='First call' text=-")]
pub struct New {
    /// What to write: customer, deal, invoice… (or client, facture…)
    #[arg(value_name = "KIND")]
    kind: String,
    /// [ID] key=value… [+ LINE…]
    #[arg(value_name = "WORD", allow_negative_numbers = true)]
    words: Vec<String>,
    #[command(flatten)]
    write: WriteArgs,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: New, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open_to_write(&args.write)?;
    let scope = scope(&opened);
    let kind = scope.kind(&args.kind).map_err(|error| refuse(cx, &error))?;
    let head = args.words.split(|word| word == "+").next().unwrap_or_default();
    let lines = LineSpec::parse_all(&args.words).map_err(|error| refuse(cx, &error))?;
    let mut id = None;
    let mut assignments = Vec::new();
    for (i, word) in head.iter().enumerate() {
        match Assignment::parse(word) {
            Some(assignment) => assignments.push(assignment),
            None if i == 0 => id = Some(word.as_str()),
            None => {
                let message = cx.text("change-stray-word", &[("word", word)]);
                return Err(CliError::usage(message).hint(cx.text("change-stray-word-help", &[])));
            }
        }
    }
    read_input(cx, &scope, kind, &mut assignments)?;
    if cx.interactive {
        let wish = Wish { kind, id, assignments: &assignments, lines: &lines };
        let missing = change::missing(&scope, &wish);
        for gap in missing {
            let assignment = fill(cx, &scope, Wish { kind, id, assignments: &assignments, lines: &lines }, &gap)?;
            assignments.push(assignment);
        }
    }
    let wish = Wish { kind, id, assignments: &assignments, lines: &lines };
    let plan = change::new(&scope, &wish).map_err(|error| refuse(cx, &error))?;
    let carried = carry_out(cx, &opened, &plan, &args.write)?;
    answer_document(cx, &opened, &carried, &plan, args.format)
}

/// `text=-` takes the body of a note from standard input.
fn read_input(
    cx: &mut Context<'_>,
    scope: &Scope<'_>,
    kind: crate::model::KindId,
    assignments: &mut [Assignment],
) -> Result<(), CliError> {
    let shape = scope.book.shape(kind);
    for assignment in assignments {
        if assignment.text == "-" && shape.field(&assignment.path).is_some_and(|field| field.ty == Type::Body) {
            assignment.text.clear();
            std::io::Read::read_to_string(cx.input, &mut assignment.text)?;
        }
    }
    Ok(())
}

/// How many records a question names.
const NAMED: usize = 8;

/// Asks for one required field, until there is an answer that fits.
fn fill(cx: &mut Context<'_>, scope: &Scope<'_>, wish: Wish<'_>, gap: &Gap<'_>) -> Result<Assignment, CliError> {
    let field = gap.field;
    let mut question = cx.text("change-ask", &[("key", &gap.path), ("doc", field.doc.trim_end_matches('.'))]);
    if let Some(choices) = choices(scope, &field.ty) {
        question = format!("{question}\n  {choices}");
    }
    loop {
        let answer = match ask(cx, &question)? {
            Some(answer) if answer.is_empty() => continue,
            Some(answer) => answer,
            None => return Err(CliError::usage(cx.text("change-no-answer", &[("key", &gap.path)]))),
        };
        let mut tried = wish.assignments.to_vec();
        tried.push(Assignment::set(&gap.path, &answer));
        // What else is missing is asked for later; only a fault of this value is one now.
        let concerns =
            |args: &crate::finding::Args| args.iter().any(|(name, value)| *name == "key" && **value == *gap.path);
        match change::new(scope, &Wish { assignments: &tried, ..wish }) {
            Err(error) if concerns(&error.args) => cx.complain(&refuse(cx, &error)),
            _ => match unknown(scope, &field.ty, &answer) {
                true => cx.complain(&CliError::refused(cx.text("change-no-record", &[("id", &answer)]))),
                false => return Ok(Assignment::set(&gap.path, &answer)),
            },
        }
    }
}

/// The answers that a question takes, where they are few.
fn choices(scope: &Scope<'_>, ty: &Type) -> Option<String> {
    let firm = &scope.book.firm.file;
    let words: Vec<&str> = match ty {
        Type::Choice(words) => words.iter().map(|word| &**word).collect(),
        Type::FirmCode(FirmList::Tax) => firm.tax.iter().map(|tax| tax.id.as_str()).collect(),
        Type::FirmCode(FirmList::Pipeline) => firm.pipeline.iter().map(|pipeline| pipeline.id.as_str()).collect(),
        Type::FirmCode(FirmList::Series) => firm.series.iter().map(|series| series.id.as_str()).collect(),
        Type::FirmCode(FirmList::Stage) => {
            firm.pipeline.iter().flat_map(|pipeline| &pipeline.stages).map(|stage| stage.id.as_str()).collect()
        }
        Type::Ref(kind) => {
            let ids = scope.book.records(scope.book.kinds.named(kind)?);
            let mut words: Vec<&str> = ids.iter().take(NAMED).map(|record| &*record.id).collect();
            if ids.len() > NAMED {
                words.push("…");
            }
            words
        }
        _ => return None,
    };
    (!words.is_empty()).then(|| words.join(", "))
}

/// Whether the answer is a reference to nothing.
fn unknown(scope: &Scope<'_>, ty: &Type, answer: &str) -> bool {
    let Type::Ref(_) = ty else { return false };
    !matches!(resolve(scope.book, ty, answer), Target::Record(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Global;
    use crate::cli::output::{Output, Terminal};

    #[test]
    fn a_wrong_answer_is_asked_for_again() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("carnet.toml"), "format = 2\n").unwrap();
        std::fs::create_dir(folder.path().join("customers")).unwrap();
        std::fs::write(folder.path().join("customers/acme.toml"), "name = \"ACME\"\n").unwrap();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut input: &[u8] = b"nobody\nacme\nmany\n12\n";
        let global = Global { book: Some(folder.path().to_owned()), lang: Some("en".into()), ..Global::default() };
        let mut cx = Context::new(Output::new(&mut out, &mut err, Terminal::default()), &mut input, true, global);
        let opened = cx.open_any().unwrap();
        let scope = scope(&opened);
        let kind = scope.kind("invoice").unwrap();
        let wish = Wish { kind, id: None, assignments: &[], lines: &[] };
        let gap = |name: &str| change::missing(&scope, &wish).into_iter().find(|gap| gap.path == name).unwrap();
        let customer = gap("customer");
        assert_eq!(fill(&mut cx, &scope, wish, &customer).unwrap().text, "acme");
        let kind = scope.kind("payment").unwrap();
        let wish = Wish { kind, id: None, assignments: &[], lines: &[] };
        let gap = |name: &str| change::missing(&scope, &wish).into_iter().find(|gap| gap.path == name).unwrap();
        let amount = gap("amount");
        assert_eq!(fill(&mut cx, &scope, wish, &amount).unwrap().text, "12");
        drop(cx);
        let said = String::from_utf8(err).unwrap();
        assert!(said.contains("\n  acme\n") && said.contains("`nobody`") && said.contains("`many`"), "{said}");
    }
}
