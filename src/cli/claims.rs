//! `ackademy claims`: the claims with the questions about each.

use super::check::{Gathered, gather};
use super::console::Console;
use super::{Arguments, FAILED, FOUND, GOOD};
use crate::app::claims::ClaimAsked;
use crate::app::progress::cell;
use crate::deck::{Deck, JudgedBy, Question, Truth};
use crate::diagnostic::{Finding, has_errors};
use crate::text::{Lang, say, say_with};
use clap::ValueEnum;
use serde_json::json;
use std::io;
use std::path::PathBuf;
use unicode_width::UnicodeWidthStr;

/// How the table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ClaimsFormat {
    /// For people
    #[default]
    Text,
    /// A line for each claim and question, for spreadsheets
    Csv,
    /// One JSON object a line, for programs
    Json,
}

/// Columns between an id or a verdict and what follows.
const GAP: usize = 2;

/// Writes the claims of these paths, or all where there are none.
pub(super) fn claims(
    paths: &[PathBuf],
    format: ClaimsFormat,
    arguments: &Arguments,
    console: &mut Console<'_>,
) -> io::Result<u8> {
    let Gathered { library, asked } = match gather(paths, arguments, console)? {
        Ok(gathered) => gathered,
        Err(status) => return Ok(status),
    };
    let files = library.claims.iter().filter(|file| asked.has(file.path.as_ref()));
    let findings: Vec<Finding> = files.flat_map(|file| &file.findings).cloned().collect();
    if has_errors(&findings) {
        return console.fail_with(&findings);
    }
    let mut claims = library.claims_asked();
    claims.retain(|claim| asked.has(claim.path));
    if claims.is_empty() {
        console.fail("claims-none", &[])?;
        return Ok(FAILED);
    }
    match format {
        ClaimsFormat::Text => text(&claims, console)?,
        ClaimsFormat::Csv => csv(&claims, console)?,
        ClaimsFormat::Json => claims.iter().try_for_each(|asked| console.lines(&json(asked)))?,
    }
    Ok(if claims.iter().any(|asked| asked.questions.is_empty()) { FOUND } else { GOOD })
}

fn text(claims: &[ClaimAsked<'_>], console: &mut Console<'_>) -> io::Result<()> {
    let lang = console.lang;
    let widest = |cells: &mut dyn Iterator<Item = usize>| cells.max().unwrap_or(0) + GAP;
    let ids = widest(&mut claims.iter().map(|asked| asked.claim.id.width()));
    let verdicts = widest(&mut Truth::ALL.iter().map(|truth| verdict(*truth, lang).width()));
    for asked in claims {
        let claim = asked.claim;
        let id = pad(&claim.id, ids);
        console.lines(&format!(
            "{id}{}{}",
            pad(&verdict(claim.truth, lang), verdicts),
            claim.says.get(lang)
        ))?;
        let margin = " ".repeat(ids + verdicts);
        let holds = claim.holds.iter().map(|holds| holds.get(lang).to_owned());
        let cite = Some(claim.cite.join(", ")).filter(|cite| !cite.is_empty());
        let questions = asked.questions.iter().map(|(deck, question)| {
            let judge = judge(question.judged_by(), lang);
            let args = [("question", deck.full_name(question).into()), ("judge", judge.into())];
            say_with(lang, "claims-asked", &args)
        });
        let none = asked.questions.is_empty().then(|| say(lang, "claims-unasked").into_owned());
        for line in holds.chain(cite).chain(questions).chain(none) {
            console.lines(&format!("{margin}{line}"))?;
        }
    }
    let count = |truth: Truth| claims.iter().filter(|asked| asked.claim.truth == truth).count();
    let without: Vec<&str> =
        claims.iter().filter(|a| a.questions.is_empty()).map(|a| a.claim.id.as_str()).collect();
    let args = [
        ("count", claims.len().into()),
        ("right", count(Truth::Right).into()),
        ("imprecise", count(Truth::Imprecise).into()),
        ("wrong", count(Truth::Wrong).into()),
        ("without", without.len().into()),
        ("ids", without.join(", ").into()),
    ];
    console.say("claims-summary", &args)
}

fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn verdict(truth: Truth, lang: Lang) -> String {
    let key = match truth {
        Truth::Right => "claims-right",
        Truth::Imprecise => "claims-imprecise",
        Truth::Wrong => "claims-wrong",
    };
    say(lang, key).into_owned()
}

fn judge(by: JudgedBy, lang: Lang) -> String {
    let key = match by {
        JudgedBy::Machine => "claims-machine",
        JudgedBy::Reasons => "claims-reasons",
        JudgedBy::Author => "claims-author",
        JudgedBy::Learner => "claims-learner",
    };
    say(lang, key).into_owned()
}

/// The same columns in every language; a claim without a question has one line, too.
fn csv(claims: &[ClaimAsked<'_>], console: &mut Console<'_>) -> io::Result<()> {
    console.lines("claim,verdict,says,question,kind,judged_by")?;
    for asked in claims {
        let says = asked.claim.says.get(console.lang);
        let head = [asked.claim.id.as_str(), asked.claim.truth.name(), says].map(cell).join(",");
        if asked.questions.is_empty() {
            console.lines(&format!("{head},,,"))?;
        }
        for (deck, question) in &asked.questions {
            let name = deck.full_name(question);
            let cells = [name.as_str(), question.form(), question.judged_by().name()].map(cell).join(",");
            console.lines(&format!("{head},{cells}"))?;
        }
    }
    Ok(())
}

fn json(asked: &ClaimAsked<'_>) -> String {
    let claim = asked.claim;
    let question = |(deck, question): &(&Deck, &Question)| {
        json!({
            "name": deck.full_name(question),
            "kind": question.form(),
            "judged_by": question.judged_by().name(),
        })
    };
    json!({
        "id": claim.id,
        "verdict": claim.truth.name(),
        "says": claim.says,
        "holds": claim.holds,
        "cite": claim.cite,
        "questions": asked.questions.iter().map(question).collect::<Vec<_>>(),
    })
    .to_string()
}
