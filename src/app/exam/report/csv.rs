//! A report as a table for spreadsheets: a row for each question. The columns are the same in every language; what
//! people say is in the language of the interface.

use super::Teller;
use super::items::ItemMark;
use crate::app::progress::cell;
use crate::exam::{ItemResult, Standing};

const COLUMNS: [&str; 14] = [
    "number",
    "question",
    "section",
    "topic",
    "result",
    "changed",
    "points",
    "most",
    "seconds",
    "certainty",
    "flagged",
    "answer",
    "right_answer",
    "seed",
];

impl Teller<'_> {
    pub(super) fn csv(&self) -> String {
        let head = COLUMNS.map(str::to_owned);
        let rows = (1..).zip(&self.results.items).map(|(number, result)| self.csv_row(number, result));
        [head].into_iter().chain(rows).map(|row| row.map(|text| cell(&text)).join(",") + "\r\n").collect()
    }

    fn csv_row(&self, number: usize, result: &ItemResult) -> [String; 14] {
        let item = &result.item;
        let section = self.sheet.rules.sections.get(item.section);
        let (topic, _) = item.question.split_once('/').unwrap_or_default();
        let state = match ItemMark::of(result) {
            ItemMark::Right => "right",
            ItemMark::Partly => "partly",
            ItemMark::Wrong => "wrong",
            ItemMark::Open => "open",
            ItemMark::Gone => "gone",
        };
        let changed = result.standing == Standing::Changed;
        let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
        let number_of =
            |value: f32| if value.is_finite() { format!("{}", value + 0.0) } else { String::new() };
        [
            number.to_string(),
            item.question.clone(),
            section.map(|section| section.title.get(self.lang).to_owned()).unwrap_or_default(),
            topic.to_owned(),
            state.to_owned(),
            yes(changed),
            number_of(result.marked.points),
            number_of(result.marked.most),
            if item.seconds.is_finite() { format!("{:.1}", item.seconds) } else { String::new() },
            item.certainty.map(|sure| sure.level().to_string()).unwrap_or_default(),
            yes(item.flagged),
            if result.is_open() { String::new() } else { self.own(result) },
            self.right(result),
            item.seed.to_string(),
        ]
    }
}
