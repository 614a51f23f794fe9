//! The tables of a report: sections, decks, rules, times.

use super::items::{ItemMark, millis};
use super::{Part, PartChart, PartView, ROWS, Teller, share, signed};
use crate::app::exam::view::spoken;
use crate::app::map::rule_names;
use crate::app::progress::{BarView, TableRow, TableView, TopicId};
use crate::exam::{ItemResult, Known, Score};
use std::collections::BTreeMap;

/// What rules are called, by their names among all machines: as it is written, and as it is said without signs.
pub(super) type RuleNames = BTreeMap<String, [String; 2]>;

/// A share with its name.
pub(super) struct Named {
    /// What it is called: as it is written, and as it is said.
    pub name: [String; 2],
    /// The figures between name and share.
    pub cells: Vec<String>,
    /// The share.
    pub share: f64,
    /// Where it leads.
    pub to: Option<TopicId>,
}

impl Teller<'_> {
    pub(super) fn parts(&self) -> Vec<PartView> {
        let parts =
            [self.sections(), self.topics(), self.rules(), self.certainty(), self.times(), self.course()];
        parts.into_iter().flatten().collect()
    }

    /// A part with a table; only the first rows where the learner has not asked for all.
    pub(super) fn part(
        &self,
        part: Part,
        said: String,
        chart: Option<PartChart>,
        mut table: TableView,
    ) -> PartView {
        let all = table.rows.len();
        if all > ROWS {
            let whole = self.whole || self.state.is_some_and(|state| state.whole.contains(&part));
            table.whole = Some(whole);
            if !whole {
                table.rows.truncate(ROWS);
                let args = [("shown", ROWS.into()), ("all", all.into())];
                table.shown = Some(self.with("progress-shown", &args));
            }
        }
        PartView { part, title: self.say(part.key()), said, chart, table }
    }

    /// A table of shares with bars.
    pub(super) fn shares(&self, columns: &[&str], rows: Vec<Named>) -> TableView {
        let row = |row: Named| {
            let [name, said] = row.name;
            let mut cells = vec![name];
            cells.extend(row.cells);
            let percent = self.percent(row.share);
            let below = row.share < 0.0;
            // An empty bar would say 0 %.
            cells.push(if below {
                self.with("report-share-below", &[("percent", percent.into())])
            } else {
                percent
            });
            let said = self.row_said(columns, &said, &cells);
            TableRow { cells, strength: (!below).then(|| share(row.share)), said, to: row.to }
        };
        self.table(columns, rows.into_iter().map(row).collect())
    }

    pub(super) fn table(&self, columns: &[&str], rows: Vec<TableRow>) -> TableView {
        let columns = columns.iter().map(|column| self.say(column)).collect();
        TableView { columns, rows, whole: None, shown: None }
    }

    /// A row in a sentence: its cells by the names of their columns.
    pub(super) fn row_said(&self, columns: &[&str], name: &str, cells: &[String]) -> String {
        let figures = columns.iter().zip(cells).skip(1).filter(|(_, cell)| !cell.is_empty());
        let figures = figures.map(|(column, cell)| {
            let args = [("column", self.say(column).into()), ("value", cell.as_str().into())];
            self.with("progress-cell", &args)
        });
        let figures = figures.collect::<Vec<_>>().join(&self.say("progress-between"));
        self.with("progress-row", &[("name", name.into()), ("figures", figures.into())])
    }

    fn scored(&self, name: &str, score: &Score, to: Option<TopicId>) -> Named {
        let right = [("met", score.right.into()), ("all", score.questions.into())];
        let points = [("met", signed(score.points).into()), ("all", signed(score.most).into())];
        let cells = [right, points].map(|figures| self.with("progress-of", &figures)).into();
        Named { name: [name.to_owned(), name.to_owned()], cells, share: score.share(), to }
    }

    pub(super) fn section_rows(&self) -> Vec<Named> {
        let asked =
            self.results.sections.iter().filter(|(_, score)| score.questions > 0 && score.most != 0.0);
        asked.map(|(title, score)| self.scored(title.get(self.lang), score, None)).collect()
    }

    fn sections(&self) -> Option<PartView> {
        let rows = self.section_rows();
        let said = self.ends(&rows, "report-sections-said", "report-sections-one");
        (!rows.is_empty()).then(|| self.part(Part::Sections, said, None, self.shares(&SECTIONS, rows)))
    }

    /// The strongest and the weakest, where there is a difference. What would be no pass is not called strong.
    fn ends(&self, rows: &[Named], both: &str, same: &str) -> String {
        let best = rows.iter().max_by(|a, b| a.share.total_cmp(&b.share));
        let worst = rows.iter().min_by(|a, b| a.share.total_cmp(&b.share));
        let (Some(best), Some(worst)) = (best, worst) else { return String::new() };
        if best.share <= worst.share {
            return self.say(same);
        }
        let strong = best.share >= f64::from(self.pass_share());
        let args = [
            ("best", best.name[0].as_str().into()),
            ("most", self.percent(best.share).into()),
            ("worst", worst.name[0].as_str().into()),
            ("least", self.percent(worst.share).into()),
        ];
        self.with(if strong { both } else { "report-weakest" }, &args)
    }

    pub(super) fn topic_rows(&self) -> Vec<Named> {
        let row = |(id, title, score): &(String, crate::text::Text, Score)| {
            let to = self.app.library.deck(id).map(|_| TopicId::Deck(id.clone()));
            self.scored(title.get(self.lang), score, to)
        };
        // Where all are gone nothing was to be reached.
        let asked = self.results.topics.iter().filter(|(_, _, score)| score.most != 0.0);
        let mut rows: Vec<Named> = asked.map(row).collect();
        rows.sort_by(|a, b| a.share.total_cmp(&b.share));
        rows
    }

    fn topics(&self) -> Option<PartView> {
        let rows = self.topic_rows();
        let said = self.ends(&rows, "report-topics-said", "report-topics-one");
        (!rows.is_empty()).then(|| self.part(Part::Topics, said, None, self.shares(&TOPICS, rows)))
    }

    /// What the rules that were asked about are called, as on the map.
    fn rule_names(&self) -> RuleNames {
        let machines = self.app.library.machines.iter().filter_map(|machine| machine.content.as_deref());
        let met = |id: &str| {
            self.results.rules.keys().any(|rule| rule.split_once('/').is_some_and(|(of, _)| of == id))
        };
        let machines: Vec<_> = machines.filter(|machine| machine.of.is_none() && met(&machine.id)).collect();
        let several = machines.len() > 1;
        let mut names = RuleNames::new();
        for machine in machines {
            for (rule, name) in rule_names(machine, self.lang) {
                let name = name.whole.map(|name| {
                    let args =
                        [("machine", machine.title.get(self.lang).into()), ("rule", name.as_str().into())];
                    if several { self.with("progress-rule-of", &args) } else { name }
                });
                names.insert(machine.full_rule(&rule), name);
            }
        }
        names
    }

    /// The rules, the weakest first; of those that are as weak, that one which was asked about most.
    pub(super) fn rule_rows(&self) -> Vec<Named> {
        let names = self.rule_names();
        let share = |known: &Known| known.known as f64 / known.asked.max(1) as f64;
        let mut rules: Vec<(&String, &Known)> = self.results.rules.iter().collect();
        rules.sort_by(|(_, a), (_, b)| share(a).total_cmp(&share(b)).then(b.asked.cmp(&a.asked)));
        let row = |(rule, known): (&String, &Known)| {
            let named = names.get(rule);
            let name = named.cloned().unwrap_or_else(|| [rule.clone(), rule.clone()]);
            let to = rule.split_once('/').filter(|_| named.is_some());
            let to = to
                .map(|(machine, rule)| TopicId::Rule { machine: machine.to_owned(), rule: rule.to_owned() });
            Named {
                name,
                cells: vec![known.asked.to_string(), known.known.to_string()],
                share: share(known),
                to,
            }
        };
        rules.into_iter().map(row).collect()
    }

    fn rules(&self) -> Option<PartView> {
        let rows = self.rule_rows();
        let first = rows.first()?;
        let known = rows.iter().filter(|row| row.share >= 1.0).count();
        let args = [
            ("count", rows.len().into()),
            ("known", known.into()),
            ("weakest", first.name[0].as_str().into()),
            ("percent", self.percent(first.share).into()),
        ];
        let key = if known == rows.len() { "report-rules-all" } else { "report-rules-said" };
        Some(self.part(Part::Rules, self.with(key, &args), None, self.shares(&RULES, rows)))
    }

    /// The questions, the longest first.
    fn by_time(&self) -> Vec<(usize, &ItemResult)> {
        let mut items: Vec<(usize, &ItemResult)> = (1..).zip(&self.results.items).collect();
        items.sort_by_key(|(_, item)| std::cmp::Reverse(millis(item.item.seconds)));
        items
    }

    fn times(&self) -> Option<PartView> {
        let items = self.by_time();
        let (slowest, longest) = items.first()?;
        let (_, median) = items.get(items.len() / 2)?;
        let time = |item: &ItemResult| spoken(millis(item.item.seconds), self.lang);
        let args = [
            ("median", time(median).into()),
            ("number", (*slowest).into()),
            ("longest", time(longest).into()),
        ];
        let row = |(number, item): (usize, &ItemResult)| {
            let state = self.say(ItemMark::of(item).key());
            let name = self.with("report-question", &[("number", number.into())]);
            let cells = vec![name.clone(), state, time(item)];
            let said = self.row_said(&TIMES, &name, &cells);
            TableRow { cells, strength: None, said, to: None }
        };
        let said = self.with("report-times-said", &args);
        let table = self.table(&TIMES, items.into_iter().map(row).collect());
        Some(self.part(Part::Times, said, Some(self.time_bars()), table))
    }

    fn time_bars(&self) -> PartChart {
        let count = self.results.items.len();
        let bar = |(number, item): (usize, &ItemResult)| BarView {
            at: number as f64,
            value: millis(item.item.seconds) as f64 / 1000.0,
            apart: !item.marked.right,
            said: self.with(
                "report-time-bar",
                &[
                    ("number", number.into()),
                    ("time", spoken(millis(item.item.seconds), self.lang).into()),
                    ("state", self.say(ItemMark::of(item).key()).into()),
                ],
            ),
        };
        let step = [1, 2, 5, 10, 20, 50].into_iter().find(|step| count / step <= 10).unwrap_or(100);
        let numbers = (1..=count).filter(|number| number % step == 0 || (*number == 1 && step > 2));
        let wrong = if self.has_parts() { "report-legend-wrong" } else { "report-legend-wrong-whole" };
        PartChart::Bars {
            bars: (1..).zip(&self.results.items).map(bar).collect(),
            ticks: numbers.map(|number| (number as f64, number.to_string())).collect(),
            legend: [(false, "report-legend-right"), (true, wrong)]
                .map(|(apart, key)| (apart, self.say(key)))
                .into(),
        }
    }
}

pub(super) const SECTIONS: [&str; 4] =
    ["report-column-section", "report-column-right", "report-column-points", "report-column-share"];
pub(super) const TOPICS: [&str; 4] =
    ["report-column-topic", "report-column-right", "report-column-points", "report-column-share"];
pub(super) const RULES: [&str; 4] =
    ["report-column-rule", "report-column-asked", "report-column-known", "report-column-share"];
pub(super) const TIMES: [&str; 3] = ["report-column-question", "report-column-state", "report-column-time"];

impl Part {
    /// The key of its title.
    fn key(self) -> &'static str {
        match self {
            Part::Sections => "report-sections",
            Part::Topics => "report-topics",
            Part::Rules => "report-rules",
            Part::Certainty => "report-certainty",
            Part::Times => "report-times",
            Part::Course => "report-course",
        }
    }
}
