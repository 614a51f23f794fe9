//! A paper to be printed, and the key to it: HTML that stands by itself, with its pictures inside.
//!
//! No script, no font file, no link but to the standards. Whatever decks say is escaped.

mod body;
mod key;
pub(in crate::app) mod markdown;

use crate::app::answer_words::asked_in_words;
use crate::app::exam::certainty_words;
use crate::deck::Kind;
use crate::exam::{Certainty, Decks, Paper};
use crate::text::{Lang, say, say_with};
use markdown::{blocks, escape};

/// How it looks on A4.
const STYLE: &str = include_str!("../../../assets/templates/paper.css");

/// The paper.
pub fn paper_html(paper: &Paper, decks: &Decks, lang: Lang) -> String {
    let exam = &paper.blueprint;
    let fields = ["paper-name", "paper-date"].map(|key| {
        format!("<p class=\"field\">{}<span class=\"blank\"></span></p>\n", escape(&say(lang, key)))
    });
    let head = format!("{}<div class=\"fields\">{}</div>\n", told(paper, lang), fields.concat());
    page(paper, exam.title.get(lang), &head, decks, lang, |asked| {
        body::body(asked, lang) + &sure(paper, lang)
    })
}

/// The key to it: what is right, why, and where it is written.
pub fn paper_key_html(paper: &Paper, decks: &Decks, lang: Lang) -> String {
    let title = say_with(lang, "paper-key", &[("title", paper.blueprint.title.get(lang).into())]);
    page(paper, &title, &told(paper, lang), decks, lang, |asked| key::key(asked, lang))
}

/// What holds for the whole paper, in sentences.
fn told(paper: &Paper, lang: Lang) -> String {
    let exam = &paper.blueprint;
    let most: f32 = exam.sections.iter().map(|section| section.points * section.count as f32).sum();
    let times = if exam.scoring.certainty { 3.0 } else { 1.0 };
    let args = [
        ("code", paper.code.to_string().into()),
        ("minutes", (exam.minutes as usize).into()),
        ("questions", exam.questions().into()),
        ("points", number(most * times).into()),
        ("pass", usize::from(exam.pass).into()),
    ];
    let mut lines = vec![say_with(lang, "paper-head", &args)];
    if exam.scoring.certainty {
        lines.push(say(lang, "paper-certainty").into_owned());
    }
    if exam.scoring.partial && !exam.scoring.certainty {
        lines.push(say(lang, "paper-partial").into_owned());
    }
    if exam.scoring.negative > 0.0 {
        let percent = number(exam.scoring.negative * 100.0);
        lines.push(say_with(lang, "paper-negative", &[("percent", percent.into())]));
    }
    if !exam.back {
        lines.push(say(lang, "paper-no-back").into_owned());
    }
    lines.iter().map(|line| format!("<p>{}</p>\n", escape(line))).collect()
}

/// How sure the learner is.
fn sure(paper: &Paper, lang: Lang) -> String {
    if !paper.blueprint.scoring.certainty {
        return String::new();
    }
    let one = |certainty: Certainty| {
        let words = escape(&certainty_words(certainty, lang));
        format!("<span class=\"tick\"><span class=\"box\"></span> {words}</span> ")
    };
    format!(
        "<p class=\"hint\">{} {}</p>\n",
        escape(&say(lang, "paper-sure")),
        Certainty::ALL.into_iter().map(one).collect::<String>()
    )
}

fn page(
    paper: &Paper,
    title: &str,
    head: &str,
    decks: &Decks,
    lang: Lang,
    body: impl Fn(&crate::exam::Asked) -> String,
) -> String {
    let code = if lang == Lang::Zh { "zh-CN" } else { "en" };
    let title = escape(title);
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{head}"
    );
    let mut section = None;
    for (at, item) in paper.items.iter().enumerate() {
        let (Some(asked), Some(of)) = (paper.asked(at, decks), paper.blueprint.sections.get(item.section))
        else {
            continue;
        };
        if section.replace(item.section) != Some(item.section) {
            html += &format!("<h2>{}</h2>\n", escape(of.title.get(lang)));
        }
        let points = say_with(lang, "paper-points", &[("points", number(of.points).into())]);
        // The text of a Cloze is its body.
        let ask = match asked.question.kind {
            Kind::Cloze(_) => escape(&asked_in_words(&asked.question, lang)),
            _ => blocks(&asked_in_words(&asked.question, lang)),
        };
        html += &format!(
            "<section class=\"question\">\n<h3>{}<span class=\"points\">{}</span></h3>\n{ask}\n{}</section>\n",
            at + 1,
            escape(&points),
            body(&asked)
        );
    }
    html + "</body>\n</html>\n"
}

/// A number of points: with as many decimals as it needs, at most two.
fn number(points: f32) -> String {
    format!("{}", (points * 100.0).round() / 100.0)
}
