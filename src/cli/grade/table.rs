//! The table of a class for people, for spreadsheets and for programs.

use crate::app::progress::cell;
use crate::cli::console::{Console, harmless};
use crate::exam::{Class, ItemStatistics, Learner, Paper, whole_percent};
use crate::text::{Lang, say, say_with};
use serde_json::{Value, json};
use std::io;
use unicode_width::UnicodeWidthStr;

/// Tells the class in two tables and some sentences.
pub(super) fn print(paper: &Paper, class: &Class, console: &mut Console<'_>) -> io::Result<()> {
    let lang = console.lang;
    let args = [
        ("title", paper.blueprint.title.get(lang).into()),
        ("code", paper.code.to_string().into()),
        ("learners", class.learners.len().into()),
        ("pass", usize::from(paper.blueprint.pass).into()),
    ];
    console.say("grade-head", &args)?;
    let head = [
        "grade-column-name",
        "grade-column-points",
        "grade-column-percent",
        "grade-column-passed",
        "grade-column-minutes",
        "grade-column-extra",
        "grade-column-away",
    ];
    let pass = paper.blueprint.pass;
    let rows = class.learners.iter().map(|learner| learner_row(learner, pass, lang));
    columns(&head, rows, console)?;
    let passed = class.learners.iter().filter(|learner| learner.passed).count();
    let shares = class.learners.iter().map(|learner| learner.total.share()).sum::<f64>();
    let mean = percent(shares / class.learners.len().max(1) as f64);
    let args =
        [("percent", mean.into()), ("passed", passed.into()), ("learners", class.learners.len().into())];
    console.say("grade-mean", &args)?;
    writeln!(console.out)?;
    console.say("grade-items", &[])?;
    let head = [
        "grade-column-question",
        "grade-column-facility",
        "grade-column-discrimination",
        "grade-column-right",
        "grade-column-open",
    ];
    columns(&head, class.items.iter().map(item_row), console)?;
    if let Some(alpha) = class.alpha {
        console.say("grade-alpha", &[("alpha", figure(Some(alpha)).into())])?;
    }
    console.say("grade-legend", &[])?;
    if class.learners.len() < FEWEST {
        console.say("grade-few", &[])?;
    }
    console.say("grade-forgery", &[])
}

/// With fewer learners no discrimination is told.
const FEWEST: usize = 3;

fn learner_row(learner: &Learner, pass: u8, lang: Lang) -> Vec<String> {
    let points = format!("{}/{}", figure(Some(learner.total.points)), figure(Some(learner.total.most)));
    let extra = usize::from(learner.extra);
    vec![
        harmless(&learner.name),
        points,
        whole_percent(learner.total.share(), pass, learner.passed).to_string(),
        say(lang, if learner.passed { "grade-yes" } else { "grade-no" }).into_owned(),
        minutes(learner),
        if extra == 0 { String::new() } else { say_with(lang, "grade-extra", &[("percent", extra.into())]) },
        if learner.interruptions == 0 { String::new() } else { learner.interruptions.to_string() },
    ]
}

fn item_row(item: &ItemStatistics) -> Vec<String> {
    vec![
        harmless(&item.question),
        figure(item.facility),
        figure(item.discrimination),
        item.right.to_string(),
        item.open.to_string(),
    ]
}

fn minutes(learner: &Learner) -> String {
    format!("{:.1}", learner.used_millis as f64 / 60_000.0)
}

fn percent(share: f64) -> String {
    format!("{:.0}", share * 100.0 + 0.0)
}

/// With as many decimals as it needs, at most two; a dash where there is none.
fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{}", (value * 100.0).round() / 100.0 + 0.0))
}

/// Rows below each other: the first column to the left, the others to the right.
fn columns(
    head: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
    console: &mut Console<'_>,
) -> io::Result<()> {
    let head = head.iter().map(|key| say(console.lang, key).into_owned()).collect();
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    let wide =
        |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows.first().map_or(0, Vec::len)).map(wide).collect();
    for row in &rows {
        let mut line = String::new();
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let blank = " ".repeat(width.saturating_sub(cell.width()));
            line += &if at == 0 { format!("  {cell}{blank}") } else { format!("  {blank}{cell}") };
        }
        writeln!(console.out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// One learner a row, with the points of every question.
pub(super) fn csv(class: &Class, files: &[String], lang: Lang) -> String {
    let keys = [
        "grade-column-name",
        "grade-column-points",
        "grade-column-percent",
        "grade-column-passed",
        "grade-column-minutes",
        "grade-column-extra",
        "grade-column-away",
        "grade-column-file",
    ];
    let head = keys.iter().map(|key| say(lang, key).into_owned());
    let head: Vec<String> = head.chain(class.items.iter().map(|item| item.question.clone())).collect();
    let mut lines = vec![head];
    for (learner, file) in class.learners.iter().zip(files) {
        let mut row = vec![
            learner.name.clone(),
            plain(learner.total.points),
            plain(learner.total.share() * 100.0),
            say(lang, if learner.passed { "grade-yes" } else { "grade-no" }).into_owned(),
            minutes(learner),
            learner.extra.to_string(),
            learner.interruptions.to_string(),
            file.clone(),
        ];
        row.extend(learner.points.iter().map(|points| plain(*points)));
        lines.push(row);
    }
    let blank = vec![String::new(); keys.len() - 1];
    type Figure = fn(&ItemStatistics) -> Option<f64>;
    let figures: [(&str, Figure); 2] = [
        ("grade-column-facility", |item| item.facility),
        ("grade-column-discrimination", |item| item.discrimination),
    ];
    for (key, of) in figures {
        let figures = class.items.iter().map(|item| of(item).map(plain).unwrap_or_default());
        let name = say(lang, key).into_owned();
        lines.push(std::iter::once(name).chain(blank.iter().cloned()).chain(figures).collect());
    }
    // The mark tells spreadsheets that it is UTF-8.
    let line = |row: &Vec<String>| row.iter().map(|text| cell(text)).collect::<Vec<_>>().join(",") + "\r\n";
    lines.iter().fold("\u{feff}".to_owned(), |text, row| text + &line(row))
}

fn plain(value: f64) -> String {
    format!("{}", (value * 10_000.0).round() / 10_000.0 + 0.0)
}

/// Everything, for programs.
pub(super) fn json(paper: &Paper, class: &Class, files: &[String]) -> Value {
    let learner = |(learner, file): (&Learner, &String)| {
        json!({
            "name": learner.name,
            "file": file,
            "points": learner.total.points,
            "most": learner.total.most,
            "share": learner.total.share(),
            "passed": learner.passed,
            "right": learner.total.right,
            "open": learner.total.open,
            "used_millis": learner.used_millis,
            "extra_percent": learner.extra,
            "interruptions": learner.interruptions,
            "sections": learner.sections.iter().map(|score| score.points).collect::<Vec<_>>(),
            "items": learner.points,
        })
    };
    let item = |item: &ItemStatistics| {
        json!({
            "question": item.question,
            "section": item.section,
            "facility": item.facility,
            "discrimination": item.discrimination,
            "right": item.right,
            "open": item.open,
        })
    };
    json!({
        "exam": paper.blueprint.id,
        "code": paper.code.to_string(),
        "pass_percent": paper.blueprint.pass,
        "learners": class.learners.iter().zip(files).map(learner).collect::<Vec<_>>(),
        "items": class.items.iter().map(item).collect::<Vec<_>>(),
        "alpha": class.alpha,
    })
}
