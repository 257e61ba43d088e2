//! The chart: time by number of records, both on logarithmic scales, so that what grows in proportion is a straight line of
//! one slope. carnet has the colour; all others are grey and named where their line ends.

use std::fmt::Write;

use crate::own;
use crate::page::count;
use crate::result::Results;
use crate::row::{How, Section};
use crate::{other, turns};

/// One line of a panel.
struct Line {
    label: &'static str,
    /// A class of the style sheet.
    class: &'static str,
    /// Records and seconds.
    points: Vec<(f64, f64)>,
}

struct Panel {
    title: &'static str,
    lines: Vec<Line>,
}

/// Which rows a panel shows, and what their lines are called.
type Choice = (Section, &'static str, How, &'static str, &'static str);

const NET: &[Choice] = &[
    (Section::Net, "bean-query", How::Next, "beancount", "peer"),
    (Section::Net, other::HLEDGER_MONTHS, How::Plain, "hledger", "peer"),
    (Section::Net, other::REC_SUM, How::Plain, "recutils", "peer"),
    (Section::Net, other::LEDGER_SUM, How::Plain, "ledger", "peer"),
    (Section::Net, other::SQL_LINES, How::Plain, "sqlite3", "peer"),
    (Section::Floor, other::STATUS, How::Plain, "git status", "mark"),
    (Section::Net, own::NET, How::Anew, "carnet, all read", "anew"),
    (Section::Net, own::NET, How::Next, "carnet", "own"),
];

const CHECK: &[Choice] = &[
    (Section::Check, "recfix --check", How::Plain, "recutils", "peer"),
    (Section::Check, "bean-check", How::Anew, "beancount", "peer"),
    (Section::Check, "hledger check --strict", How::Plain, "hledger", "peer"),
    (Section::Floor, other::STATUS, How::Plain, "git status", "mark"),
    (Section::Check, own::CHECK, How::Anew, "carnet, all read", "anew"),
    (Section::Check, own::CHECK, How::Next, "carnet", "own"),
];

const STYLE: &str = "\
text { font: 12px system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif; fill: #57606a }
.title { font-size: 14px; font-weight: 600; fill: #1f2328 }
.grid { stroke: #d8dee4; stroke-width: 1 }
polyline { fill: none; stroke-linejoin: round; stroke-linecap: round }
.peer { stroke: #8c959f; stroke-width: 1.5 } .peer-dot { fill: #8c959f }
.mark { stroke: #8c959f; stroke-width: 1.5; stroke-dasharray: 1 4 } .mark-dot { fill: none }
.own { stroke: #c2410c; stroke-width: 3 } .own-dot { fill: #c2410c }
.anew { stroke: #c2410c; stroke-width: 1.5 } .anew-dot { fill: #c2410c }
.own-text { fill: #c2410c; font-weight: 600 } .anew-text { fill: #c2410c }
@media (prefers-color-scheme: dark) {
text { fill: #9198a1 } .title { fill: #f0f6fc } .grid { stroke: #30363d }
.peer, .mark { stroke: #7d8590 } .peer-dot { fill: #7d8590 }
.own, .anew { stroke: #fb923c } .own-dot, .anew-dot, .own-text, .anew-text { fill: #fb923c }
}
";

const WIDTH: f64 = 840.0;
/// Left of the first panel, for the times.
const LEFT: f64 = 60.0;
const TOP: f64 = 40.0;
const PLOT: f64 = 272.0;
/// Right of each panel, for the names.
const NAMES: f64 = 118.0;
const DECADE: f64 = 58.0;
/// Names keep so far apart.
const APART: f64 = 14.0;

/// An SVG file. It stands on light and dark pages, and needs nothing from outside.
pub fn draw(results: &Results) -> String {
    let panels = [
        Panel { title: "Net sales by month", lines: lines(results, NET) },
        Panel { title: "Every fault of the book", lines: lines(results, CHECK) },
    ];
    let points = || panels.iter().flat_map(|panel| &panel.lines).flat_map(|line| &line.points);
    let Some(scale) = Scale::around(points()) else { return String::new() };
    let height = TOP + scale.height() + 42.0;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\">\n\
         <title>Time by number of records</title>\n<style>\n{STYLE}</style>\n"
    );
    for decade in scale.low..=scale.high {
        let y = scale.y(10f64.powi(decade));
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            LEFT - 10.0,
            y + 4.0,
            time(decade)
        );
    }
    for (at, panel) in panels.iter().enumerate() {
        draw_panel(panel, LEFT + at as f64 * (PLOT + NAMES), &scale, &mut out);
    }
    out.push_str("</svg>\n");
    out
}

fn lines(results: &Results, choices: &[Choice]) -> Vec<Line> {
    let line = |(section, label, how, name, class): &Choice| {
        let at = |size: usize| Some((size as f64, results.timed(size, *section, label, *how)?.wall()));
        Line { label: name, class, points: results.sizes().into_iter().filter_map(at).collect() }
    };
    choices.iter().map(line).filter(|line| !line.points.is_empty()).collect()
}

/// Records from left to right, time from bottom to top, both by powers of ten.
struct Scale {
    /// Logarithms of the fewest and the most records.
    first: f64,
    last: f64,
    /// Powers of ten, of seconds.
    low: i32,
    high: i32,
}

impl Scale {
    fn around<'a>(points: impl Iterator<Item = &'a (f64, f64)> + Clone) -> Option<Scale> {
        let records = || points.clone().map(|point| point.0.log10());
        let seconds = || points.clone().map(|point| point.1.log10());
        let (first, last) = (records().min_by(f64::total_cmp)?, records().max_by(f64::total_cmp)?);
        let (low, high) = (seconds().min_by(f64::total_cmp)?, seconds().max_by(f64::total_cmp)?);
        // One size alone stands at the left.
        let last = last.max(first + 1.0);
        Some(Scale { first, last, low: low.floor() as i32, high: high.ceil() as i32 })
    }

    fn height(&self) -> f64 {
        f64::from(self.high - self.low) * DECADE
    }

    /// From the left edge of a panel.
    fn x(&self, records: f64) -> f64 {
        (records.log10() - self.first) / (self.last - self.first) * PLOT
    }

    fn y(&self, seconds: f64) -> f64 {
        TOP + (f64::from(self.high) - seconds.log10()) * DECADE
    }
}

fn draw_panel(panel: &Panel, left: f64, scale: &Scale, out: &mut String) {
    let bottom = TOP + scale.height();
    let _ = writeln!(out, "<text class=\"title\" x=\"{left}\" y=\"20\">{}</text>", panel.title);
    for decade in scale.low..=scale.high {
        let y = scale.y(10f64.powi(decade));
        let _ = writeln!(out, "<path class=\"grid\" d=\"M{left} {y:.1}h{PLOT}\"/>");
    }
    for power in scale.first.ceil() as i32..=scale.last.floor() as i32 {
        let x = left + scale.x(10f64.powi(power));
        let words = count(10usize.pow(power as u32));
        let _ = writeln!(out, "<text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{words}</text>", bottom + 19.0);
    }
    let middle = left + PLOT / 2.0;
    let _ = writeln!(out, "<text x=\"{middle:.1}\" y=\"{}\" text-anchor=\"middle\">records</text>", bottom + 36.0);
    for line in &panel.lines {
        let points = line.points.iter().map(|point| (left + scale.x(point.0), scale.y(point.1)));
        let points: Vec<(f64, f64)> = points.collect();
        let path: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = writeln!(out, "<polyline class=\"{}\" points=\"{}\"/>", line.class, path.join(" "));
        for (x, y) in points {
            let _ = writeln!(out, "<circle class=\"{}-dot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.5\"/>", line.class);
        }
    }
    for (line, (x, y)) in panel.lines.iter().zip(places(panel, left, scale)) {
        // A line that ends before the others has its name above its end, where they do not cross it.
        let (x, y, anchor) = if x < left + PLOT - 1.0 { (x, y - 9.0, "end") } else { (x + 9.0, y + 4.0, "start") };
        let (class, label) = (line.class, line.label);
        let _ = writeln!(
            out,
            "<text class=\"{class}-text\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{label}</text>"
        );
    }
}

/// Where the names stand: at the ends of their lines, but never one over the other.
fn places(panel: &Panel, left: f64, scale: &Scale) -> Vec<(f64, f64)> {
    let end = |line: &Line| line.points.last().map_or((left, TOP), |point| (left + scale.x(point.0), scale.y(point.1)));
    let mut places: Vec<(f64, f64)> = panel.lines.iter().map(end).collect();
    let mut order: Vec<usize> = (0..places.len()).collect();
    // Pushed apart in both directions, a little at a time, until all keep their distance.
    for _ in 0..200 {
        order.sort_by(|a, b| places[*a].1.total_cmp(&places[*b].1));
        let mut moved = false;
        for pair in order.windows(2) {
            let ((x, upper), (other, lower)) = (places[pair[0]], places[pair[1]]);
            let lacking = APART - (lower - upper);
            if x == other && lacking > 0.01 {
                places[pair[0]].1 -= lacking / 2.0;
                places[pair[1]].1 += lacking / 2.0;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    places
}

/// A power of ten in words.
fn time(decade: i32) -> String {
    if decade < 0 {
        format!("{} ms", 10i64.pow((decade + 3).max(0) as u32))
    } else {
        turns::duration(10f64.powi(decade))
    }
}
