//! The look of rustc: where, an excerpt with a caret, help, and the fix as a patch.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Look, Origin, Padding, Patch, Renderer, Snippet};
use unicode_width::UnicodeWidthStr;

use super::source::{Excerpt, Spot};
use super::{Item, Options, Second, visible_path, wrap};
use crate::finding::visible::shown;
use crate::finding::{At, Catalogue, Level, Place};

/// Second places at most this many lines away are shown in the same excerpt.
const NEAR: usize = 40;

pub(super) fn render(items: &[Item], catalogue: &Catalogue, options: &Options) -> String {
    // Below some forty columns nothing sensible fits; a terminal that says 0 does not know its width.
    let width = if options.width == 0 { 80 } else { options.width.max(40) };
    let renderer = if options.colour { Renderer::styled() } else { Renderer::plain() }.term_width(width);
    let mut out = String::new();
    for item in items {
        out += &one(item, catalogue, width, &renderer);
        out += "\n\n";
    }
    out
}

fn one(item: &Item, catalogue: &Catalogue, width: usize, renderer: &Renderer) -> String {
    let name = catalogue.level(item.finding.level);
    let look = match item.finding.level {
        Level::Error => Look::ERROR,
        Level::Warning => Look::WARNING,
        Level::Note | Level::Off => Look::NOTE,
    };
    let help = catalogue.text("level-help", &[]);
    let head = name.width() + item.finding.code.id.len() + 4;
    let message = wrap(&item.words.message, width - head.min(width / 2));
    let title = look.with_name(name).primary_title(message).id(item.finding.code.id);
    let mut group = Group::with_title(title);
    // What the renderer takes for the place in a line that was cut → the place.
    let mut corrections = Vec::new();

    let (near, far): (Vec<&Second>, Vec<&Second>) = item.labels.iter().partition(|second| is_near(item, second));
    if let (At::Range(range), Some(source)) = (&item.finding.place.at, &item.source) {
        let mut ranges = vec![range.clone()];
        let seconds = near.iter().filter_map(|second| match &second.place.at {
            At::Range(range) => Some(range.clone()),
            _ => None,
        });
        ranges.extend(seconds);
        let excerpt = source.excerpt(&ranges);
        let messages = std::iter::once(item.words.label.as_deref()).chain(near.iter().map(|s| Some(&*s.message)));
        let annotations: Vec<Annotation> = excerpt
            .marks
            .iter()
            .zip(messages)
            .enumerate()
            .map(|(i, (mark, message))| {
                let kind = if i == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
                kind.span(mark.clone()).label(message)
            })
            .collect();
        let path = visible_path(&item.path, &item.finding.place);
        corrections.extend(correction(&path, &excerpt, item.spot));
        group = group
            .element(Snippet::source(excerpt.text).line_start(excerpt.first_line).path(path).annotations(annotations));
    } else {
        group = group.element(origin(&item.path, &item.finding.place));
    }
    for second in far {
        if let (At::Range(range), Some(source)) = (&second.place.at, &second.source) {
            let excerpt = source.excerpt(std::slice::from_ref(range));
            let path = visible_path(&second.path, &second.place);
            corrections.extend(correction(&path, &excerpt, second.spot));
            let mark = excerpt.marks.first().cloned().unwrap_or(0..0);
            let annotation = AnnotationKind::Context.span(mark).label(&second.message);
            let snippet =
                Snippet::source(excerpt.text).line_start(excerpt.first_line).path(path).annotation(annotation);
            group = group.element(snippet);
        } else {
            let note = wrap(&format!("{}: {}", visible_path(&second.path, &second.place), second.message), width - 12);
            group = group.element(Padding).element(Look::NOTE.with_name(catalogue.level(Level::Note)).message(note));
        }
    }

    let gutter = item.spot.map_or(1, |spot| spot.line.to_string().len()) + help.width() + 5;
    let advice = item.words.help.as_deref().map(|text| wrap(text, width.saturating_sub(gutter)));
    let mut groups = Vec::with_capacity(2);
    match patch(item) {
        Some(snippet) => {
            let mut text = item.words.help.clone().unwrap_or_else(|| catalogue.text("fix-proposed", &[]));
            if item.finding.fix.as_ref().is_some_and(|fix| fix.mechanical) {
                text += &format!(" ({})", catalogue.text("fix-mechanical", &[]));
            }
            let text = wrap(&text, width.saturating_sub(help.width() + 2));
            groups.push(group);
            groups.push(Group::with_title(Look::HELP.with_name(help).secondary_title(text)).element(snippet));
        }
        None => {
            if let Some(text) = advice {
                if item.spot.is_some() {
                    group = group.element(Padding);
                }
                group = group.element(Look::HELP.with_name(help).message(text));
            }
            groups.push(group);
        }
    }
    // The renderer pads some lines with spaces; nobody wants them in a transcript.
    let mut text = renderer.render(&groups);
    for (wrong, right) in corrections {
        text = text.replacen(&wrong, &right, 1);
    }
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn origin(path: &str, place: &Place) -> Origin<'static> {
    Origin::path(visible_path(path, place))
}

/// The renderer counts columns in the excerpt, which is wrong where the beginning of a long line was cut off.
fn correction(path: &str, excerpt: &Excerpt, spot: Option<Spot>) -> Option<(String, String)> {
    let (spot, mark) = (spot?, excerpt.marks.first()?);
    let before = excerpt.text.get(..mark.start)?;
    let column = before.rsplit('\n').next().unwrap_or(before).chars().count() + 1;
    let place = |column: usize| format!("{path}:{}:{column}", spot.line);
    // With what follows the column, so that 1:12 is not found in 1:123.
    (column != spot.column).then(|| (format!("{}\n", place(column)), format!("{}\n", place(spot.column))))
}

fn is_near(item: &Item, second: &Second) -> bool {
    let same = item.finding.place.path == second.place.path && item.finding.place.revision == second.place.revision;
    match (item.spot, second.spot) {
        (Some(here), Some(there)) => same && here.line.abs_diff(there.line) <= NEAR,
        _ => false,
    }
}

/// The fix as lines to remove and to add, where it is short.
fn patch(item: &Item) -> Option<Snippet<'static, Patch<'static>>> {
    let fix = item.finding.fix.as_ref()?;
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let overlap = edits.windows(2).any(|pair| pair[0].range.end > pair[1].range.start);
    if overlap || edits.iter().all(|edit| edit.text.is_empty() && edit.range.is_empty()) {
        return None;
    }
    let ranges: Vec<_> = edits.iter().map(|edit| edit.range.clone()).collect();
    let excerpt = item.source.as_ref()?.patchable(&ranges)?;
    let long = edits.iter().any(|edit| edit.text.len() > 400 || edit.text.lines().count() > 8);
    if long {
        return None;
    }
    let patches = edits.iter().zip(excerpt.marks).map(|(edit, mark)| {
        let text: String =
            edit.text.chars().filter(|c| *c != '\r').map(|c| if c == '\n' { c } else { shown(c) }).collect();
        Patch::new(mark, text)
    });
    let patches: Vec<Patch> = patches.collect();
    Some(Snippet::source(excerpt.text).line_start(excerpt.first_line).patches(patches))
}
