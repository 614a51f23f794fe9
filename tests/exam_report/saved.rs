//! What is saved of a report: a page, a table, the answers.

use super::{app, ask, every_kind, known, own};
use crate::content::shipped;
use ackademy::app::exam::{ReportCommand, ReportFile};
use ackademy::app::record::Fact;
use ackademy::app::{App, Effect};
use ackademy::exam::Sheet;
use ackademy::text::Lang;

/// The name and the text of a file.
fn saved(app: &mut App, file: ReportFile) -> (String, String) {
    let effects = ask(app, ReportCommand::Save(file));
    let [Effect::File(request)] = effects.as_slice() else { panic!("{effects:?}") };
    let text = String::from_utf8(request.file.bytes.to_vec()).expect("text");
    (request.file.name.clone(), text)
}

fn every_sheet() -> Vec<Sheet> {
    let sheets = every_kind().into_iter().rev();
    let sheet = |entry: ackademy::app::record::Entry| match entry.fact {
        Fact::Exam(sheet) => *sheet,
        other => panic!("{other:?}"),
    };
    sheets.map(sheet).collect()
}

/// Elements that are never closed.
const VOID: [&str; 4] = ["meta", "br", "hr", "!DOCTYPE"];

/// Reads a page tag by tag: each is closed in order, each attribute is quoted. Gives the names of all tags.
fn tags(html: &str) -> Vec<String> {
    let (mut open, mut names): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        assert!(!rest[..at].contains('>'), "a sign that is not escaped: {:?}", &rest[..at]);
        let end = rest[at..].find('>').expect("a tag that ends") + at;
        let tag = &rest[at + 1..end];
        assert!(!tag.contains('<'), "a tag in a tag: {tag}");
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        let name: String = tag.trim_start_matches('/').chars().take_while(|c| !c.is_whitespace()).collect();
        let name = name.trim_end_matches('/').to_owned();
        if tag.starts_with('/') {
            assert_eq!(open.pop().as_deref(), Some(name.as_str()), "{tag}");
        } else {
            names.push(name.clone());
            if !tag.ends_with('/') && !VOID.contains(&name.as_str()) {
                open.push(name.clone());
            }
        }
        rest = &rest[end + 1..];
        // What stands in a style is no text.
        if name == "style" && !tag.starts_with('/') {
            rest = &rest[rest.find("</style>").expect("it ends")..];
        }
    }
    assert!(open.is_empty(), "never closed: {open:?}");
    names
}

/// References to characters that every reader knows.
fn well_escaped(html: &str) {
    for (at, _) in html.match_indices('&') {
        let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
        assert!(known.iter().any(|known| html[at..].starts_with(known)), "at {at}");
    }
}

#[test]
fn the_page_stands_by_itself() {
    for lang in Lang::ALL {
        let mut app = app(shipped(), lang, every_sheet());
        let (name, html) = saved(&mut app, ReportFile::Html);
        assert_eq!(name, "full-Ada--7--2026-11-22.html");
        let names = tags(&html);
        well_escaped(&html);
        for never in ["script", "link", "img", "iframe", "object", "form"] {
            assert!(!names.iter().any(|name| name == never), "{never}");
        }
        assert!(!html.contains("url(") && !html.contains("@import"), "nothing beside it");
        let items = names.iter().filter(|name| *name == "details").count();
        assert_eq!(items, 14 + 1, "a question each, and the times");
        let ladders = html.matches("<div class=\"ladder\"").count();
        assert!(ladders >= 4, "{ladders} ladders");
        assert!(html.contains("prefers-color-scheme: dark") && html.contains("https://www.rfc-editor.org/"));
        // Others' sittings are no part of it.
        assert!(!html.contains("16 November") && !html.contains("11 月 16 日"));
    }
}

#[test]
fn nothing_breaks_out_of_the_page() {
    let library = own();
    let sheet = known(&library);
    let mut app = app(library, Lang::En, vec![sheet]);
    let (_, html) = saved(&mut app, ReportFile::Html);
    tags(&html);
    well_escaped(&html);
    assert!(!html.contains("<script") && !html.contains("<i>") && !html.contains("<7>"));
    assert!(html.contains("Own &lt;b&gt;deck&lt;/b&gt;") && html.contains("Ada &lt;7&gt;"));
    assert!(html.contains("=FIN, &quot;no&quot;"));
    // And nothing is said that is not known: the one that is gone has no right answer.
    assert_eq!(html.matches("class=\"answer is-right\"").count(), 3);
}

/// A table as RFC 4180 has it.
fn read(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => cell.extend(signs.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            sign => cell.push(sign),
        }
    }
    assert!(!quoted && row.is_empty() && cell.is_empty());
    rows
}

#[test]
fn the_table_can_be_read_back() {
    let library = own();
    let sheet = known(&library);
    let mut app = app(library, Lang::En, vec![sheet]);
    let (name, csv) = saved(&mut app, ReportFile::Csv);
    assert_eq!(name, "test-Ada--7--2026-11-22.csv");
    let rows = read(csv.strip_prefix('\u{feff}').expect("a mark"));
    let row = |at: usize| rows[at].iter().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(rows.len(), 6);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    let first = ["1", "own/one", "First", "own", "right", "no", "3", "3", "10.0", "3", "no"];
    assert_eq!(row(1), [&first[..], &["The first & best", "The first & best", "5"]].concat());
    let third = ["3", "own/three", "Second", "own", "wrong", "no", "0", "6", "40.5", "1", "no"];
    // What a spreadsheet would take for a formula is text.
    assert_eq!(row(3), [&third[..], &["'=FIN, \"no\"", "FIN", "5"]].concat());
    let fourth = ["4", "own/four", "Second", "own", "open", "no", "0", "6", "5.0", "", "no", "", "x+1", "5"];
    assert_eq!(row(4), fourth);
    assert_eq!(row(5)[4], "gone");
    let mut app = super::app(shipped(), Lang::Zh, every_sheet());
    let (_, csv) = saved(&mut app, ReportFile::Csv);
    let rows = read(csv.trim_start_matches('\u{feff}'));
    assert!(rows.len() == 15 && rows.iter().all(|row| row.len() == 14));
}

#[test]
fn the_answers_are_those_of_the_sheet() {
    let library = own();
    let sheet = known(&library);
    let mut app = app(library, Lang::Zh, vec![sheet.clone()]);
    let (name, json) = saved(&mut app, ReportFile::Answers);
    assert_eq!(name, "test-Ada--7--2026-11-22.json");
    assert_eq!(Sheet::read(&json), Ok(sheet));
}
