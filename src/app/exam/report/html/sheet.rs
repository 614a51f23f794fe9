//! A judged question on the page: what stood on its sheet, and the verdict.

use super::code;
use crate::app::exam::report::ItemMark;
use crate::app::export::Picture;
use crate::app::export::paper::markdown::{blocks, escape, line};
use crate::app::ladder::Ladder;
use crate::app::{
    Cite, DifferenceView, FeedbackView, KindView, Mark, OptionView, OrderItemView, PairView, PieceView,
    RunView,
};
use crate::text::{Lang, say, say_with};

/// The class of what went so.
pub(super) fn class(mark: ItemMark) -> &'static str {
    match mark {
        ItemMark::Right => "right",
        ItemMark::Partly => "partly",
        ItemMark::Wrong => "wrong",
        ItemMark::Open => "open",
        ItemMark::Gone => "gone",
    }
}

fn ladder(ladder: &Ladder, lang: Lang) -> String {
    if ladder.rows.is_empty() && ladder.start.iter().all(String::is_empty) {
        return String::new();
    }
    format!(
        "<div class=\"ladder\" lang=\"{}\">{}</div>\n",
        code(lang),
        Picture::of(ladder.clone(), lang).svg()
    )
}

/// What stood on the sheet, as it was judged.
pub(super) fn sheet(kind: &KindView, lang: Lang) -> String {
    match kind {
        KindView::Choice { options, several } => choice(options, *several, lang),
        KindView::WhatIf { change, network, options, runs, several } => {
            let run = |run: &RunView| {
                let title = escape(&run.title);
                format!(
                    "<p><b>{}</b> {title}</p>\n{}",
                    escape(&say(lang, "whatif-run")),
                    ladder(&run.ladder, lang)
                )
            };
            format!("<p><b>{}</b> {}</p>\n", escape(change), escape(network))
                + &choice(options, *several, lang)
                + &runs.iter().map(run).collect::<String>()
        }
        KindView::Cloze(pieces) => {
            format!("<p class=\"cloze\">{}</p>\n", pieces.iter().map(piece).collect::<String>())
        }
        KindView::Match { left, right } => pairs(left, right),
        KindView::Order(items) => {
            let items: String = items.iter().map(|item| ordered(item, lang)).collect();
            format!("<ol>\n{items}</ol>\n")
        }
        KindView::Build { ladder: built, goal, solution, .. } => {
            let solution = solution.iter().map(|solution| {
                format!("<p><b>{}</b></p>\n{}", escape(&say(lang, "solution")), ladder(solution, lang))
            });
            format!("<p>{}</p>\n", escape(goal)) + &ladder(built, lang) + &solution.collect::<String>()
        }
        KindView::Fault { ladder: shown, .. } | KindView::States { ladder: shown, .. } => ladder(shown, lang),
        KindView::Flip { .. }
        | KindView::TrueFalse { .. }
        | KindView::Type { .. }
        | KindView::Value { .. } => String::new(),
    }
}

fn choice(options: &[OptionView], several: bool, lang: Lang) -> String {
    let option = |option: &OptionView| {
        let (class, sign, key) = match option.mark {
            Some(Mark::Right) => ("right", "✓", "mark-right"),
            Some(Mark::Wrong) => ("wrong", "✗", "mark-wrong"),
            Some(Mark::Missed) if several => ("missed", "✓", "mark-missed"),
            Some(Mark::Missed) => ("right", "✓", "mark-answer"),
            Some(Mark::Other) | None => ("", "", ""),
        };
        let mark = if key.is_empty() { String::new() } else { say(lang, key).into_owned() };
        let mark = match option.picked && !mark.is_empty() {
            true => say_with(lang, "mark-yours", &[("mark", mark.as_str().into())]),
            false => mark,
        };
        let mark =
            if mark.is_empty() { mark } else { format!(" <b class=\"mark\">{sign} {}</b>", escape(&mark)) };
        let because =
            option.because.iter().map(|text| format!("<div class=\"because\">{}</div>", blocks(text)));
        format!("<li class=\"{class}\">{}{mark}{}</li>\n", line(&option.text), because.collect::<String>())
    };
    format!("<ul class=\"options\">\n{}</ul>\n", options.iter().map(option).collect::<String>())
}

fn piece(piece: &PieceView) -> String {
    match piece {
        PieceView::Words(words) => escape(&words.replace(['`', '*'], "")),
        PieceView::Gap { text, right: Some((true, _)), .. } => {
            format!("<span class=\"gap right\">✓ {}</span>", escape(text))
        }
        PieceView::Gap { text, right: Some((false, answer)), .. } => {
            let said = if text.trim().is_empty() { "—" } else { text.trim() };
            format!("<span class=\"gap wrong\">✗ <s>{}</s> → {}</span>", escape(said), escape(answer))
        }
        PieceView::Gap { text, right: None, .. } => format!("<span class=\"gap\">{}</span>", escape(text)),
    }
}

fn pairs(left: &[PairView], right: &[(usize, String)]) -> String {
    let named =
        |at: usize| right.iter().find(|(number, _)| *number == at).map_or("—", |(_, text)| text.as_str());
    let row = |pair: &PairView| {
        let said = pair.with.map_or("—", named);
        let told = match pair.right {
            Some((true, _)) | None => format!("✓ {}", line(said)),
            Some((false, at)) => format!("✗ <s>{}</s><br />✓ {}", line(said), line(named(at))),
        };
        let because = pair.because.as_deref().map(line).unwrap_or_default();
        format!("<tr><th scope=\"row\">{}</th><td>{told}</td><td>{because}</td></tr>\n", line(&pair.text))
    };
    format!("<table class=\"pairs\"><tbody>\n{}</tbody></table>\n", left.iter().map(row).collect::<String>())
}

fn ordered(item: &OrderItemView, lang: Lang) -> String {
    let told = match item.right {
        Some((_, true)) => " <b class=\"mark\">✓</b>".to_owned(),
        Some((place, false)) => {
            let words = say_with(lang, "right-place", &[("place", place.into())]);
            format!(" <b class=\"mark\">✗ {}</b>", escape(&words))
        }
        None => String::new(),
    };
    format!("<li>{}{told}</li>\n", line(&item.text))
}

/// The verdict: what is wrong, why, and where that is written.
pub(super) fn feedback(feedback: &FeedbackView, lang: Lang) -> String {
    let mut html = String::new();
    if !feedback.headline.is_empty() {
        html += &format!("<p class=\"verdict\"><b>{}</b></p>\n", escape(&feedback.headline));
    }
    html += &feedback.details.iter().map(|text| blocks(text)).collect::<String>();
    html += &feedback.differences.iter().map(|told| difference(told, lang)).collect::<String>();
    if !feedback.legal.is_empty() {
        let lines = feedback.legal.join("\n");
        html += &format!("<p>{}</p>\n<pre>{}</pre>\n", escape(&say(lang, "legal-now")), escape(&lines));
    }
    for (key, text) in [("why", &feedback.why), ("explain", &feedback.explain)] {
        let Some(text) = text else { continue };
        html += &format!("<h3>{}</h3>\n{}", escape(&say(lang, key)), blocks(text));
    }
    if !feedback.cites.is_empty() {
        let cites: Vec<String> = feedback.cites.iter().map(source).collect();
        html += &format!("<p class=\"source\">{} {}</p>\n", escape(&say(lang, "source")), cites.join(", "));
    }
    html
}

fn difference(told: &DifferenceView, lang: Lang) -> String {
    let marked = |parts: &[(String, bool)], tag: &str| -> String {
        let part = |(text, differs): &(String, bool)| match differs {
            true => format!("<{tag}>{}</{tag}>", escape(text)),
            false => escape(text),
        };
        parts.iter().map(part).collect()
    };
    let name = told.name.as_deref().map(escape).unwrap_or_default();
    let words = told.words.iter().map(|words| escape(words)).collect::<Vec<_>>().join(" ");
    format!(
        "<p class=\"difference\">{name} ✗ {}: <code>{}</code><br />✓ {}: <code>{}{}</code><br />{words}</p>\n",
        escape(&say(lang, "differs-yours")),
        marked(&told.said, "del"),
        escape(&say(lang, "differs-right")),
        marked(&told.wanted, "ins"),
        escape(&told.rest),
    )
}

fn source(cite: &Cite) -> String {
    match &cite.url {
        Some(url) => format!("<a href=\"{}\">{}</a>", escape(url), escape(&cite.text)),
        None => escape(&cite.text),
    }
}
