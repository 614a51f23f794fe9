//! Topics: decks, tags and rules, the weakest first; and the tables.

use super::{MOST, SHOWN, TableRow, TableView, Teller};
use crate::app::map::{RuleName, rule_names};
use crate::app::progress::Picture;
use crate::app::progress::figures::{Topic, TopicId};
use crate::text::Arg;
use std::collections::BTreeMap;

/// What rules are called, by machine and rule: as it is written, and as it is said without signs.
type RuleNames<'a> = BTreeMap<(&'a str, String), RuleName>;

impl Teller<'_> {
    fn topics(&self, picture: Picture) -> impl Iterator<Item = &Topic> {
        self.figures.topics.iter().filter(move |topic| Picture::of(&topic.id) == picture)
    }

    /// What the rules of all machines are called, by machine and rule.
    fn rule_names(&self) -> RuleNames<'_> {
        let machines = self.library.machines.iter().filter_map(|machine| machine.content.as_deref());
        let met = |id: &str| {
            let is = |topic: &Topic| matches!(&topic.id, TopicId::Rule { machine, .. } if machine == id);
            self.figures.topics.iter().any(is)
        };
        let machines: Vec<_> = machines.filter(|machine| machine.of.is_none() && met(&machine.id)).collect();
        let several = machines.len() > 1;
        let names = machines.iter().flat_map(|machine| {
            let title = machine.title.get(self.lang);
            let of = move |name: String| {
                let args = [("machine", title.into()), ("rule", name.as_str().into())];
                if several { self.with("progress-rule-of", &args) } else { name }
            };
            let named =
                move |name: RuleName| RuleName { whole: name.whole.map(of), short: of(name.short), ..name };
            let names = rule_names(machine, self.lang).into_iter();
            names.map(move |(rule, name)| ((machine.id.as_str(), rule), named(name)))
        });
        names.collect()
    }

    /// A topic's name as it is written in a sentence, as it is said, and in a table: there a rule's condition has a
    /// line of its own.
    fn topic_name(&self, topic: &Topic, rules: &RuleNames<'_>) -> [String; 3] {
        let name = match &topic.id {
            TopicId::Deck(id) => {
                let title = self.library.deck(id).map(|deck| deck.title.get(self.lang).to_owned());
                title.unwrap_or_else(|| id.clone())
            }
            TopicId::Tag(tag) => tag.clone(),
            TopicId::Rule { machine, rule } => {
                let Some(name) = rules.get(&(machine.as_str(), rule.clone())) else {
                    return [rule.clone(), rule.clone(), rule.clone()];
                };
                let [_, said] = name.whole.clone();
                let lines = [name.short.as_str(), name.condition.as_str()];
                return [name.short.clone(), said, lines.join("\n").trim_end().to_owned()];
            }
        };
        [name.clone(), name.clone(), name]
    }

    fn percent(&self, strength: f32) -> String {
        self.with("percent", &[("percent", ((strength * 100.0).round() as i64).into())])
    }

    /// How much was met and what is weakest; nothing where there are no such topics.
    pub(super) fn topics_said(&self, picture: Picture) -> Option<String> {
        let all = self.topics(picture).count();
        let first = self.topics(picture).next()?;
        let met = self.topics(picture).filter(|topic| topic.strength.is_some()).count();
        let key = match picture {
            Picture::Tags => "progress-tags-said",
            Picture::Rules => "progress-rules-said",
            _ => "progress-decks-said",
        };
        let rules = if picture == Picture::Rules { self.rule_names() } else { BTreeMap::new() };
        let [weakest, ..] = self.topic_name(first, &rules);
        let args: [(&'static str, Arg); 4] = [
            ("met", met.into()),
            ("all", all.into()),
            ("weakest", weakest.into()),
            ("percent", ((first.strength.unwrap_or_default() * 100.0).round() as i64).into()),
        ];
        Some(self.with(key, &args))
    }

    pub(super) fn topic_rows(&self, picture: Picture) -> Vec<TableRow> {
        let rules = if picture == Picture::Rules { self.rule_names() } else { BTreeMap::new() };
        let columns = topic_columns(picture);
        let row = |topic: &Topic| {
            let counts = [("met", i64::from(topic.met).into()), ("all", i64::from(topic.all).into())];
            let met = self.with("progress-of", &counts);
            let strength = topic.strength.map(|strength| self.percent(strength));
            let strength = strength.unwrap_or_else(|| self.say("progress-never-met"));
            let [_, said, name] = self.topic_name(topic, &rules);
            let TableRow { said, .. } = self.row(&columns, vec![said, met.clone(), strength.clone()]);
            let (cells, to) = (vec![name, met, strength], Some(topic.id.clone()));
            TableRow { cells, strength: topic.strength, said, to }
        };
        self.topics(picture).map(row).collect()
    }

    /// A row that says its cells by the names of their columns.
    pub(super) fn row(&self, columns: &[&str], cells: Vec<String>) -> TableRow {
        let figures = columns.iter().zip(&cells).skip(1).filter(|(_, cell)| !cell.is_empty());
        let figures = figures.map(|(column, cell)| {
            let args = [("column", self.say(column).into()), ("value", cell.as_str().into())];
            self.with("progress-cell", &args)
        });
        let figures = figures.collect::<Vec<_>>().join(&self.say("progress-between"));
        let first = cells.first().cloned().unwrap_or_default();
        let said = self.with("progress-row", &[("name", first.into()), ("figures", figures.into())]);
        TableRow { cells, strength: None, said, to: None }
    }

    pub(super) fn table(&self, picture: Picture, mut rows: Vec<TableRow>) -> TableView {
        let columns = match picture {
            Picture::Forecast => vec!["progress-column-day", "progress-column-due"],
            Picture::Year => return self.year_table(rows),
            Picture::Times => vec![
                "progress-column-day",
                "progress-column-time",
                "progress-column-answers",
                "progress-column-median",
            ],
            Picture::Calibration => vec![
                "progress-column-predicted",
                "progress-column-recalled",
                "progress-column-spread",
                "progress-column-answers",
            ],
            Picture::Decks | Picture::Tags | Picture::Rules => topic_columns(picture).to_vec(),
        };
        let columns = columns.into_iter().map(|column| self.say(column)).collect();
        self.cut(picture, columns, &mut rows)
    }

    fn year_table(&self, mut rows: Vec<TableRow>) -> TableView {
        let weekdays = (1..=7_i64).map(|day| self.with("progress-weekday-short", &[("day", day.into())]));
        let first = [self.say("progress-column-week")].into_iter();
        let columns = first.chain(weekdays).chain([self.say("progress-column-sum")]).collect();
        self.cut(Picture::Year, columns, &mut rows)
    }

    /// The first rows, or all that can be shown.
    fn cut(&self, picture: Picture, columns: Vec<String>, rows: &mut Vec<TableRow>) -> TableView {
        let all = rows.len();
        let whole = (all > SHOWN).then(|| self.state.whole.contains(&picture));
        rows.truncate(if whole == Some(false) { SHOWN } else { MOST });
        let args = [("shown", rows.len().into()), ("all", all.into())];
        let shown = (rows.len() < all).then(|| self.with("progress-shown", &args));
        TableView { columns, rows: std::mem::take(rows), whole, shown }
    }
}

fn topic_columns(picture: Picture) -> [&'static str; 3] {
    match picture {
        Picture::Tags => ["progress-column-tag", "progress-column-met", "progress-column-strength"],
        Picture::Rules => ["progress-column-rule", "progress-column-known", "progress-column-strength"],
        _ => ["progress-column-deck", "progress-column-met", "progress-column-strength"],
    }
}
