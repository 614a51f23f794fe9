//! A report as a page that stands by itself: no script, no font file, no picture beside it. What it holds of others'
//! words is escaped.

mod pictures;
mod sheet;

use super::{Part, PartChart, PartView, ReportItem, Teller, ToldItem};
use crate::app::export::paper::markdown::{blocks, escape, line};
use crate::app::progress::TableView;
use crate::text::Lang;

/// How it looks, light and dark, on the screen and on paper.
const STYLE: &str = include_str!("../../../../assets/templates/report.css");

/// The mark of a language.
fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::Zh => "zh-CN",
    }
}

impl Teller<'_> {
    pub(super) fn html(&self) -> String {
        // All rows and all questions.
        let whole = Teller { whole: true, ..self.clone() };
        let title = escape(&format!("{} · {}", self.title(), self.when()));
        let parts: String = whole.whole_parts().iter().map(|part| self.part_html(part)).collect();
        let items: String = self.all_items().iter().map(|item| self.item_html(item)).collect();
        format!(
            "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\" />\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n\
             <meta name=\"color-scheme\" content=\"light dark\" />\n<title>{title}</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{head}{parts}\
             <h2>{questions}</h2>\n{items}</main>\n</body>\n</html>\n",
            code = code(self.lang),
            head = self.head_html(),
            questions = escape(&self.say("report-questions")),
        )
    }

    /// The parts with all their rows. Other sittings are the learner's own affair.
    fn whole_parts(&self) -> Vec<PartView> {
        let mut parts = self.parts();
        parts.retain(|part| part.part != Part::Course);
        parts
    }

    fn head_html(&self) -> String {
        let total = self.results.total;
        let (class, sign) = if self.results.passed { ("right", "✓") } else { ("wrong", "✗") };
        let facts = self.facts();
        let fact = |(name, words): &(String, String)| {
            format!("<dt>{}</dt><dd>{}</dd>\n", escape(name), escape(words))
        };
        let notice = |words: &String| format!("<p class=\"notice\">{}</p>\n", escape(words));
        format!(
            "<h1>{}</h1>\n<p>{}</p>\n<p class=\"score {class}\"><strong>{}</strong> <span>{sign} {}</span></p>\n\
             {}<p>{} · {}</p>\n<p>{}</p>\n<dl>\n{}</dl>\n{}",
            escape(&self.title()),
            escape(&self.when()),
            escape(&self.worth((total.share(), self.results.passed))),
            escape(&self.verdict()),
            pictures::bar(super::share(total.share()), "wide"),
            escape(&self.total()),
            escape(&self.pass()),
            escape(&self.counts()),
            facts.iter().map(fact).collect::<String>(),
            self.notices().iter().map(notice).collect::<String>(),
        )
    }

    fn part_html(&self, part: &PartView) -> String {
        let picture = match &part.chart {
            Some(PartChart::Bars { bars, ticks, legend }) => {
                pictures::bars(&part.said, &self.say("report-axis-seconds"), bars, ticks, legend)
            }
            Some(PartChart::Certainty(chart)) => pictures::certainty(&part.said, chart),
            Some(PartChart::Course(_)) | None => String::new(),
        };
        let table = table_html(&part.table);
        // A long table that repeats a picture is opened on wish.
        let table = match part.chart {
            Some(PartChart::Bars { .. }) => {
                format!("<details><summary>{}</summary>{table}</details>\n", escape(&part.title))
            }
            _ => table,
        };
        format!(
            "<section>\n<h2>{}</h2>\n<p>{}</p>\n{picture}{table}</section>\n",
            escape(&part.title),
            escape(&part.said)
        )
    }

    fn item_html(&self, item: &ReportItem) -> String {
        let Some(told) = &item.told else { return String::new() };
        let class = sheet::class(item.mark);
        let flag = if item.flagged {
            format!(" <span class=\"flag\">⚑ {}</span>", escape(&self.say("report-flagged")))
        } else {
            String::new()
        };
        let open = if class == "right" { "" } else { " open=\"open\"" };
        format!(
            "<details id=\"q{number}\" class=\"question {class}\"{open}>\n<summary><b>{number}</b> \
             <span class=\"state\">{sign} {state}</span>{flag} <span class=\"figures\">{figures}</span> \
             <span class=\"line\">{line}</span></summary>\n{told}</details>\n",
            number = item.number,
            sign = item.mark.sign(),
            state = escape(&item.state),
            figures = escape(&item.figures),
            line = escape(&item.line),
            told = self.told_html(told),
        )
    }

    fn told_html(&self, told: &ToldItem) -> String {
        let mut html = format!("<p class=\"place\">{}</p>\n", escape(&told.place));
        html += &told
            .notice
            .iter()
            .map(|words| format!("<p class=\"notice\">{}</p>\n", escape(words)))
            .collect::<String>();
        html += &format!("<div class=\"ask\">{}</div>\n", blocks(&told.ask));
        html += &answer("own", &self.say("differs-yours"), &told.own, told.typed);
        if !told.right.is_empty() {
            html += &answer("is-right", &self.say("differs-right"), &told.right, told.typed);
        }
        html += &told.sure.iter().map(|words| format!("<p>{}</p>\n", escape(words))).collect::<String>();
        if let Some(study) = &told.study {
            if told.has_sheet() {
                html += &sheet::sheet(&study.kind, self.lang);
            }
            html += &study
                .feedback
                .iter()
                .map(|feedback| sheet::feedback(feedback, self.lang))
                .collect::<String>();
        }
        html
    }
}

/// An answer with its name.
fn answer(class: &str, name: &str, words: &str, typed: bool) -> String {
    let said = match (words.contains('\n'), typed) {
        (true, _) => format!("<pre>{}</pre>", escape(words)),
        (false, true) => format!("<code>{}</code>", escape(words)),
        (false, false) => line(words),
    };
    format!("<div class=\"answer {class}\"><b>{}</b> {said}</div>\n", escape(name))
}

fn table_html(table: &TableView) -> String {
    let head: String =
        table.columns.iter().map(|name| format!("<th scope=\"col\">{}</th>", escape(name))).collect();
    let row = |row: &crate::app::progress::TableRow| {
        let last = row.cells.len().saturating_sub(1);
        let cell = |(at, cell): (usize, &String)| match (at, row.strength.filter(|_| at == last)) {
            (0, _) => format!("<th scope=\"row\">{}</th>", escape(cell)),
            (_, Some(strength)) => format!("<td>{} {}</td>", pictures::bar(strength, "small"), escape(cell)),
            (_, None) => format!("<td>{}</td>", escape(cell)),
        };
        format!("<tr>{}</tr>\n", row.cells.iter().enumerate().map(cell).collect::<String>())
    };
    let rows: String = table.rows.iter().map(row).collect();
    format!("<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n")
}
