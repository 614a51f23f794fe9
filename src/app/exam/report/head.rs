//! The head of a report: whose it is, when it was, how long it took.

use super::{ItemMark, Teller};
use crate::app::exam::view::spoken;
use crate::app::learning::date_in_words;
use crate::exam::{Standing, WhileAway};
use jiff::Timestamp;
use jiff::civil::DateTime;

/// So many interruptions are told one by one.
const TOLD: usize = 12;

/// An exam that is being marked: what is known of it, where it will stand in the report.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkingView {
    /// The exam's title.
    pub title: String,
    /// When it was handed in, and by whom.
    pub when: String,
    /// What is being done.
    pub said: String,
    /// What is a pass.
    pub pass: String,
    /// The same as a part of what there is, 0 to 1.
    pub pass_share: f32,
    /// How many questions it has.
    pub counts: String,
    /// What else is to be known: what it is, and its words.
    pub facts: Vec<(String, String)>,
}

impl Teller<'_> {
    pub(super) fn marking(&self) -> MarkingView {
        MarkingView {
            title: self.title(),
            when: self.when(),
            said: self.say("report-marking"),
            pass: self.pass(),
            pass_share: self.pass_share(),
            counts: self.with("report-marking-counts", &[("count", self.sheet.items.len().into())]),
            facts: self.facts(),
        }
    }

    pub(super) fn pass(&self) -> String {
        self.with("report-pass", &[("pass", i64::from(self.sheet.rules.pass).into())])
    }

    pub(super) fn pass_share(&self) -> f32 {
        f32::from(self.sheet.rules.pass.min(100)) / 100.0
    }

    pub(super) fn title(&self) -> String {
        self.sheet.rules.title.get(self.lang).to_owned()
    }

    /// The learner's clock.
    pub(super) fn local(&self, at: Timestamp) -> DateTime {
        self.app.record.calendar().zone.to_datetime(at)
    }

    pub(super) fn date(&self, at: Timestamp) -> String {
        date_in_words(self.local(at).date(), self.lang)
    }

    fn clock(&self, at: Timestamp) -> String {
        let local = self.local(at);
        format!("{}:{:02}", local.hour(), local.minute())
    }

    pub(super) fn when(&self) -> String {
        let date = self.date(self.sheet.ended);
        match self.sheet.name.trim() {
            "" => date,
            name => format!("{date} · {name}"),
        }
    }

    pub(super) fn verdict(&self) -> String {
        self.say(if self.results.passed { "report-passed" } else { "report-failed" })
    }

    /// Whether an answer that is right in part is worth a part.
    pub(super) fn has_parts(&self) -> bool {
        let scoring = self.sheet.rules.scoring;
        scoring.partial && !scoring.certainty
    }

    /// How many questions were right, not right, and left open.
    pub(super) fn counts(&self) -> String {
        let total = self.results.total;
        let gone = self.results.items.iter().filter(|item| ItemMark::of(item) == ItemMark::Gone);
        let (gone, lost) =
            gone.fold((0, 0), |(gone, open), item| (gone + 1, open + usize::from(item.is_open())));
        let open = total.open.saturating_sub(lost);
        let wrong = total.questions.saturating_sub(total.right + open + gone);
        let args = [
            ("count", total.questions.into()),
            ("right", total.right.into()),
            ("wrong", wrong.into()),
            ("open", open.into()),
        ];
        let counts = self.with(if self.has_parts() { "report-counts" } else { "report-counts-whole" }, &args);
        if gone == 0 {
            return counts;
        }
        format!("{counts} · {}", self.with("report-counts-gone", &[("count", gone.into())]))
    }

    /// What else is to be known, each with its name.
    pub(super) fn facts(&self) -> Vec<(String, String)> {
        let sheet = self.sheet;
        let mut facts = Vec::new();
        let mut fact = |key: &str, words: String| facts.push((self.say(key), words));
        let span = [("from", self.clock(sheet.started).into()), ("to", self.clock(sheet.ended).into())];
        fact("report-span", self.with("report-from-to", &span));
        let limit = spoken(sheet.rules.millis(sheet.extra), self.lang);
        let took = [("time", spoken(sheet.used_millis, self.lang).into()), ("limit", limit.into())];
        fact("report-time", self.with("report-of-time", &took));
        if sheet.extra > 0 {
            fact("report-extra", self.percent(f64::from(sheet.extra) / 100.0));
        }
        fact("report-interruptions", self.interruptions());
        fact("report-code", sheet.code.to_string());
        facts
    }

    /// When the program was away, each time with its length.
    fn interruptions(&self) -> String {
        let all = &self.sheet.interruptions;
        if all.is_empty() {
            return self.say("report-uninterrupted");
        }
        let away = all.iter().take(TOLD).map(|away| {
            let length = u64::try_from(away.length().as_millis()).unwrap_or(u64::MAX);
            let args = [("at", self.clock(away.from).into()), ("time", spoken(length, self.lang).into())];
            self.with("report-interruption", &args)
        });
        let mut said: Vec<String> = away.collect();
        if all.len() > TOLD {
            said.push(self.with("report-interruptions-more", &[("count", (all.len() - TOLD).into())]));
        }
        let list = said.join(&self.say("list-semicolon"));
        let key = match self.sheet.rules.away {
            WhileAway::Stops => "report-away-stopped",
            WhileAway::Runs => "report-away-ran",
        };
        self.with(key, &[("list", list.into())])
    }

    /// What has changed in the content since.
    pub(super) fn notices(&self) -> Vec<String> {
        let count = |standing| self.results.items.iter().filter(|item| item.standing == standing).count();
        let told = [(Standing::Changed, "report-changed"), (Standing::Gone, "report-gone-items")];
        let told =
            told.into_iter().map(|(standing, key)| (count(standing), key)).filter(|(count, _)| *count > 0);
        told.map(|(count, key)| self.with(key, &[("count", count.into())])).collect()
    }
}
