//! Reports of exams: their figures, the page and the table that are saved, and the screen.

mod again;
mod saved;
#[cfg(feature = "gui")]
mod screen;

use crate::content::shipped;
use crate::exam::{anything, right};
use ackademy::app::content::{ContentFile, ContentKind};
use ackademy::app::exam::{ExamCommand, ItemMark, Part, PartView, ReportCommand, ReportView, Shown};
use ackademy::app::library::Library;
use ackademy::app::port::Store;
use ackademy::app::progress::TopicId;
use ackademy::app::record::{DeviceId, Entry, Fact, FactId};
use ackademy::app::{App, Command, Effect, View};
use ackademy::chance::Chance;
use ackademy::deck::Response;
use ackademy::exam::{
    Asked, Certainty, Interruption, KindName, PaperCode, Rules, Scoring, SectionRules, Sheet, SheetItem,
    WhileAway,
};
use ackademy::schedule::Calendar;
use ackademy::store::{MemoryStore, embedded};
use ackademy::text::{Lang, Text};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::sync::OnceLock;

pub fn noon() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().expect("a time")
}

fn text(en: &str, zh: &str) -> Text {
    Text { en: en.to_owned(), zh: zh.to_owned() }
}

fn after(minutes: i64) -> Timestamp {
    noon() + SignedDuration::from_mins(minutes)
}

/// A sheet about these questions, an answer each.
pub fn sheet(library: &Library, items: &[(&str, Option<Response>, Option<Certainty>, f32)]) -> Sheet {
    let item = |(at, (name, response, certainty, seconds)): (usize, &(&str, Option<Response>, _, f32))| {
        let (deck, id) = name.split_once('/').expect("a full name");
        let question = library.deck(deck).and_then(|deck| deck.question(id));
        SheetItem {
            section: usize::from(at >= 2),
            question: (*name).to_owned(),
            fingerprint: question.map(|question| question.fingerprint()).unwrap_or_default(),
            seed: 5,
            response: response.clone(),
            certainty: *certainty,
            flagged: at == 1,
            seconds: *seconds,
        }
    };
    let section = |en: &str, zh: &str, points| SectionRules { title: text(en, zh), points };
    Sheet {
        code: PaperCode::new(1, 2, 3),
        blueprint: "test".to_owned(),
        rules: Rules {
            title: text("A test", "测验"),
            minutes: 10,
            pass: 50,
            back: true,
            away: WhileAway::Stops,
            scoring: Scoring { certainty: true, ..Scoring::default() },
            sections: vec![section("First", "第一部分", 1.0), section("Second", "第二部分", 2.0)],
        },
        name: "Ada <7>".to_owned(),
        extra: 25,
        started: noon(),
        ended: after(15),
        used_millis: 605_000,
        interruptions: vec![Interruption { from: after(3), to: after(5) }],
        items: items.iter().enumerate().map(item).collect(),
    }
}

/// A deck of one's own, so that its figures are known; what it says tries to break out of a page.
const DECK: &str = r#"(
    format: 1,
    id: "own",
    title: (en: "Own <b>deck</b>", zh: "自己的题库"),
    machine: Use(id: "tcp"),
    questions: [
        Choice(
            id: "one",
            ask: (en: "Which <script>alert(1)</script> is `SYN`?", zh: "哪个是 `SYN`？"),
            options: [
                Right(text: (en: "The first & best", zh: "第一个"), because: (en: "It opens.", zh: "它打开连接。")),
                Wrong(text: (en: "The <i>second</i>", zh: "第二个"), because: (en: "It closes.", zh: "它关闭连接。")),
            ],
            explain: (en: "See below.", zh: "见下。"),
            cite: ["RFC 9293 §3.5"],
        ),
        TrueFalse(
            id: "two",
            statement: (en: "A SYN takes a number.", zh: "SYN 占用一个序号。"),
            is: true,
            because: (en: "It does.", zh: "确实占用。"),
            cite: ["RFC 9293 §3.4"],
        ),
        Type(
            id: "three",
            ask: (en: "Name the flag, \"quoted\".", zh: "写出标志位。"),
            accept: ["FIN"],
            explain: (en: "It closes.", zh: "它关闭连接。"),
            cite: ["RFC 9293 §3.6"],
        ),
        Value(
            id: "four",
            ask: (en: "SYN has seq=x. Which ack answers it?", zh: "SYN 的序号是 x，对它的确认号是多少？"),
            segment: (trace: ["client > SYN seq=x", "server > SYN ACK seq=y ack=x+1"], step: 2, field: "ack"),
            explain: (en: "It takes one.", zh: "它占一个。"),
            cite: ["RFC 9293 §3.4"],
        ),
    ],
)"#;

pub fn own() -> Library {
    let file = ContentFile {
        name: "own.ron".to_owned(),
        path: Some("own.ron".into()),
        kind: ContentKind::Deck,
        bytes: Ok(DECK.as_bytes().to_vec()),
    };
    let library = Library::load(&embedded().into_iter().chain([file]).collect::<Vec<_>>(), &|_| true);
    let entry = library.decks.iter().find(|entry| entry.file == "own.ron").expect("it is there");
    assert!(entry.content.is_some(), "{:?}", entry.findings);
    library
}

/// The sheet whose figures are known: right and sure, wrong and sure, open, gone.
pub fn known(library: &Library) -> Sheet {
    sheet(
        library,
        &[
            ("own/one", Some(Response::Choice(vec![0])), Some(Certainty::High), 10.0),
            ("own/two", Some(Response::TrueFalse(false)), Some(Certainty::High), 20.0),
            ("own/three", Some(Response::Type("=FIN, \"no\"".to_owned())), Some(Certainty::Low), 40.5),
            ("own/four", None, None, 5.0),
            ("own/five", Some(Response::Choice(vec![9])), None, 1.0),
        ],
    )
}

pub fn entry(number: u64, sheet: Sheet) -> Entry {
    Entry {
        id: FactId::new(format!("exam-{number}")),
        device: DeviceId::new("desk"),
        counter: number,
        at: sheet.ended,
        fact: Fact::Exam(Box::new(sheet)),
    }
}

/// An app with these exams among its facts, at the report of the first.
pub fn app(library: Library, lang: Lang, sheets: Vec<Sheet>) -> App {
    let mut app = App::new(library, lang, &Calendar { zone: TimeZone::UTC, day_starts_hour: 4 });
    app.insist_on(lang);
    let mut store =
        MemoryStore::with((1..).zip(sheets).map(|(number, sheet)| entry(number, sheet)).collect());
    for effect in app.begin() {
        let Effect::Store(request) = effect else { continue };
        store.send(request);
        while let Some(answer) = store.receive() {
            app.answered(answer, noon());
        }
    }
    let effects = app.update(Command::InExam(ExamCommand::Report(FactId::new("exam-1"))), noon(), 3);
    let View::ExamMarking(marking) = app.view(noon()) else { panic!("it waits for nobody") };
    work(&effects);
    if let View::ExamReport(report) = app.view(noon()) {
        // What stood there stays where it is.
        assert_eq!(
            (&report.title, &report.when, &report.facts),
            (&marking.title, &marking.when, &marking.facts)
        );
    }
    app
}

/// Does what is to be done beside the window.
pub fn work(effects: &[Effect]) {
    for effect in effects {
        if let Effect::Work(work) = effect {
            work.run();
        }
    }
}

pub fn report(app: &App) -> ReportView {
    let View::ExamReport(view) = app.view(noon()) else { panic!("no report") };
    *view
}

pub fn ask(app: &mut App, command: ReportCommand) -> Vec<ackademy::app::Effect> {
    app.update(Command::InExam(ExamCommand::InReport(command)), noon(), 3)
}

fn part(view: &ReportView, part: Part) -> &PartView {
    view.parts.iter().find(|view| view.part == part).unwrap_or_else(|| panic!("{part:?} is not there"))
}

fn cells(part: &PartView) -> Vec<Vec<&str>> {
    part.table.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect()
}

/// One question of each kind, answered rightly, wrongly or not at all by turns; then one that was edited since, and
/// one that is gone; two earlier exams of the same kind.
pub fn every_kind() -> Vec<Entry> {
    static MADE: OnceLock<Vec<Entry>> = OnceLock::new();
    MADE.get_or_init(make_every_kind).clone()
}

fn make_every_kind() -> Vec<Entry> {
    let library = shipped();
    let (exam, decks) = (library.exam("full").expect("it is shipped"), library.exam_decks());
    let mut kinds: BTreeMap<KindName, Asked> = BTreeMap::new();
    for (deck, question) in decks.values().flat_map(|deck| deck.questions.iter().map(move |q| (deck, q))) {
        let Some(kind) = KindName::of(question).filter(|kind| !kinds.contains_key(kind)) else { continue };
        let asked = (0..20).find_map(|seed| Asked::of(&decks, &deck.full_name(question), seed));
        kinds.insert(kind, asked.expect("it can be drawn"));
    }
    let mut chance = Chance::new(1);
    let mut items: Vec<SheetItem> = Vec::new();
    for (at, asked) in kinds.values().enumerate() {
        let response = match at % 4 {
            0 => Some(right(asked)),
            3 => None,
            _ => Some(anything(asked, &mut chance)),
        };
        let fingerprint = decks[&asked.deck.id].question(&asked.question.id).map(|q| q.fingerprint());
        items.push(SheetItem {
            section: at % 3,
            question: asked.deck.full_name(&asked.question),
            fingerprint: fingerprint.unwrap_or_default(),
            seed: asked.seed,
            certainty: response.as_ref().map(|_| Certainty::ALL[at % 3]),
            response,
            flagged: at % 5 == 1,
            seconds: 15.0 + 9.0 * (at * at % 13) as f32,
        });
    }
    let first = items.first().cloned().expect("there is one");
    let choice = Some(Response::Choice(vec![1]));
    items.push(SheetItem { fingerprint: "other".to_owned(), response: choice.clone(), ..first.clone() });
    items.push(SheetItem { question: "old-deck/gone".to_owned(), response: choice, ..first });
    let base = sheet(&library, &[]);
    let mut rules = exam.rules();
    rules.scoring.certainty = true;
    let main = Sheet { blueprint: "full".to_owned(), rules, items, ..base };
    let earlier = |days: i64, right_ones: usize| {
        let mut sheet = main.clone();
        let back = SignedDuration::from_hours(24 * days);
        (sheet.started, sheet.ended) = (sheet.started - back, sheet.ended - back);
        sheet.items.iter_mut().skip(right_ones).for_each(|item| item.response = None);
        sheet
    };
    vec![entry(1, earlier(20, 1)), entry(2, earlier(6, 4)), entry(3, main.clone())]
}

#[test]
fn the_figures_of_a_known_sheet() {
    let library = own();
    let sheet = known(&library);
    let app = app(library, Lang::En, vec![sheet]);
    let view = report(&app);
    // 3 − 6 of 3 + 3, and 0 of 6 + 6: the one that is gone counts for nothing.
    let below = "below 0: wrong answers cost more than the right ones brought";
    assert_eq!(view.points, format!("−3 points (18 possible) · {below}"));
    assert_eq!((view.score.as_str(), view.share, view.passed), ("−17%", 0.0, false));
    assert_eq!(view.counts, "1 of 5 questions right · 2 wrong · 1 left open · 1 gone");
    assert_eq!(view.when, "22 November 2026 · Ada <7>");
    let facts: Vec<(&str, &str)> =
        view.facts.iter().map(|(name, words)| (name.as_str(), words.as_str())).collect();
    assert_eq!(
        facts,
        [
            ("From, to", "12:00 to 12:15"),
            ("Time", "10 min 5 s of 12 min 30 s"),
            ("Extra time", "25%"),
            ("Interruptions", "at 12:03 for 2 min (the time stood still)"),
            ("Paper", &PaperCode::new(1, 2, 3).to_string()),
        ]
    );
    assert_eq!(view.notices.len(), 1, "{:?}", view.notices);
    let sections =
        [vec!["First", "1 of 2", "−3 of 6", "below 0: −50%"], vec!["Second", "0 of 3", "0 of 12", "0%"]];
    assert_eq!(cells(part(&view, Part::Sections)), sections);
    assert_eq!(
        cells(part(&view, Part::Topics)),
        [vec!["Own <b>deck</b>", "1 of 5", "−3 of 18", "below 0: −17%"]]
    );
    let certainty = part(&view, Part::Certainty);
    let rows = [
        vec!["Not sure", "1", "0", "0%", "0% to 67%"],
        vec!["Fairly sure", "0", "0", "–", "67% to 80%"],
        vec!["Sure", "2", "1", "50%", "80% to 100%"],
    ];
    assert_eq!(cells(certainty), rows);
    assert!(certainty.said.contains("too few"), "{}", certainty.said);
    let times = part(&view, Part::Times);
    assert_eq!(
        times.said,
        "Half of the questions took no longer than 10 s. The longest was question 3: 41 s."
    );
    assert_eq!(cells(times)[0], ["Question 3", "wrong", "41 s"]);
    assert!(view.parts.iter().all(|part| part.part != Part::Course), "there is only one");
    let rules = part(&view, Part::Rules);
    let acceptable = "all but CLOSED, LISTEN, SYN-SENT, SYN-RECEIVED: any segment arrives, SEG.LEN == 0 or SEG.END =< RCV.NXT";
    // The last rule of the one that was left open.
    assert_eq!(cells(rules), [vec![acceptable, "1", "0", "0%"]]);
    assert_eq!(view.wrong, 3);
}

#[test]
fn certainty_that_does_not_fit_is_told() {
    let library = own();
    let answers = |right: usize, certainty| {
        let said = |at: usize| Some(Response::Choice(vec![usize::from(at >= right)]));
        let items: Vec<_> = (0..10).map(|at| ("own/one", said(at), Some(certainty), 1.0)).collect();
        report(&app(own(), Lang::En, vec![sheet(&library, &items)]))
    };
    let said = |view: &ReportView| part(view, Part::Certainty).said.clone();
    assert!(said(&answers(5, Certainty::High)).contains("too sure"), "half of them");
    assert!(said(&answers(9, Certainty::Low)).contains("more than you thought"));
    assert!(said(&answers(9, Certainty::High)).contains("fits"));
    assert!(said(&answers(7, Certainty::Middle)).contains("fits"));
}

#[test]
fn questions_are_shown_as_they_were_answered() {
    let library = own();
    let sheet = known(&library);
    let mut app = app(library, Lang::En, vec![sheet]);
    let marks: Vec<ItemMark> = report(&app).items.iter().map(|item| item.mark).collect();
    let expected = [ItemMark::Right, ItemMark::Wrong, ItemMark::Wrong, ItemMark::Open, ItemMark::Gone];
    assert_eq!(marks, expected);
    assert!(report(&app).items.iter().all(|item| item.told.is_none()), "closed at first");
    ask(&mut app, ReportCommand::TurnAll(true));
    let view = report(&app);
    let told = |at: usize| view.items[at].told.as_deref().expect("it is open");
    let said: Vec<(&str, &str)> = (0..5).map(|at| (told(at).own.as_str(), told(at).right.as_str())).collect();
    assert_eq!(
        said,
        [
            ("The first & best", ""),
            ("False", "True"),
            ("=FIN, \"no\"", "FIN"),
            ("Left open", "x+1"),
            ("The question is not in your decks any more, so your answer can’t be shown.", ""),
        ]
    );
    assert!(told(4).notice.is_some() && told(4).study.is_none());
    assert_eq!(told(1).sure.as_deref(), Some("Sure: −6 points"));
    let feedback = |at: usize| told(at).study.as_ref().and_then(|s| s.feedback.clone()).expect("a verdict");
    assert_eq!((feedback(0).headline.as_str(), feedback(3).headline.as_str()), ("Right", ""));
    assert_eq!(feedback(0).cites[0].text, "RFC 9293 §3.5");
    ask(&mut app, ReportCommand::Turn(0));
    assert!(report(&app).items[0].told.is_none() && report(&app).items[1].told.is_some());
    for (shown, expected) in [
        (Shown::Wrong, vec![1, 2]),
        (Shown::Open, vec![3]),
        (Shown::Flagged, vec![1]),
        (Shown::All, vec![0, 1, 2, 3, 4]),
    ] {
        ask(&mut app, ReportCommand::Show(shown));
        assert_eq!(report(&app).items.iter().map(|item| item.at).collect::<Vec<_>>(), expected, "{shown:?}");
    }
}

#[test]
fn what_was_edited_since_is_not_passed_off_as_what_was_asked() {
    let library = own();
    let mut sheet = known(&library);
    sheet.items[0].fingerprint = "other".to_owned();
    sheet.items[2].fingerprint = "other".to_owned();
    let mut app = app(library, Lang::En, vec![sheet]);
    ask(&mut app, ReportCommand::TurnAll(true));
    let view = report(&app);
    assert_eq!(view.notices.len(), 2, "{:?}", view.notices);
    let told = |at: usize| view.items[at].told.as_deref().expect("it is open");
    assert!(told(0).notice.is_some() && told(0).own.starts_with("The question is another"));
    // Words stay what they are.
    assert!(told(2).notice.is_some() && told(2).own == "=FIN, \"no\"");
}

#[test]
fn the_wrong_ones_are_practised() {
    let library = own();
    let sheet = known(&library);
    let mut app = app(library, Lang::En, vec![sheet]);
    ask(&mut app, ReportCommand::Practise);
    let View::Study(view) = app.view(noon()) else { panic!("no session") };
    assert!(view.practice && view.progress == (0, 3) && view.id == "two", "{} {:?}", view.id, view.progress);
    app.update(Command::Back, noon(), 3);
    assert!(matches!(app.view(noon()), View::ExamReport(_)));
}

#[test]
fn sittings_are_compared() {
    let library = own();
    let first = known(&library);
    let mut better = first.clone();
    better.items[1].response = Some(Response::TrueFalse(true));
    (better.started, better.ended) = (after(60 * 24), after(60 * 24 + 10));
    let other = Sheet { blueprint: "other".to_owned(), ..first.clone() };
    let app = app(library, Lang::En, vec![better, first, other]);
    let view = report(&app);
    let course = part(&view, Part::Course);
    let rows = [
        vec!["23 November 2026 (this one)", "✗ Not passed", "33%"],
        vec!["22 November 2026", "✗ Not passed", "−17%"],
    ];
    assert_eq!(cells(course), rows);
    assert_eq!(course.said, "This was number 2 of 2. The best so far: 33%, on 23 November 2026.");
}

#[test]
fn rules_lead_to_the_map_and_topics_to_their_questions() {
    let library = own();
    let sheet = known(&library);
    let mut app = app(library, Lang::En, vec![sheet]);
    let rule = part(&report(&app), Part::Rules).table.rows[0].to.clone();
    assert!(matches!(&rule, Some(TopicId::Rule { machine, .. }) if machine == "tcp"));
    ask(&mut app, ReportCommand::Open(rule.expect("it leads somewhere")));
    assert!(matches!(app.view(noon()), View::Map(map) if map.detail.is_some()));
    app.update(Command::Back, noon(), 3);
    ask(&mut app, ReportCommand::Open(TopicId::Deck("own".to_owned())));
    assert!(matches!(app.view(noon()), View::Browse(list) if list.filter.deck.as_deref() == Some("own")));
}

/// A sheet comes from a file or another device: whatever it holds, it is shown, and saved.
#[test]
fn whatever_a_sheet_holds_it_is_shown() {
    let library = own();
    let far = usize::MAX;
    let strange = [
        Response::Flip { knew: true },
        Response::Choice(vec![far, 0, 0]),
        Response::TrueFalse(true),
        Response::Type("\u{0}\u{202e}".repeat(50)),
        Response::Cloze(vec![String::new(); 40]),
        Response::Value("x+".to_owned()),
        Response::Match(vec![Some(far), None]),
        Response::Order(vec![far, 0, 0, 3]),
        Response::Build(vec!["no step".to_owned()]),
        Response::States(["?".to_owned(), String::new()]),
        Response::Fault { step: far, kind: "none".to_owned() },
        Response::Next("client >".to_owned()),
        Response::WhatIf(vec!["none".to_owned()]),
    ];
    let decks = library.exam_decks();
    let mut kinds: BTreeMap<&str, String> = BTreeMap::new();
    for (deck, question) in decks.values().flat_map(|deck| deck.questions.iter().map(move |q| (deck, q))) {
        kinds.entry(question.kind.name()).or_insert_with(|| deck.full_name(question));
    }
    let mut items: Vec<_> = kinds
        .values()
        .flat_map(|name| {
            strange.iter().map(|response| (name.as_str(), Some(response.clone()), None, f32::INFINITY))
        })
        .collect();
    items.push(("own/one", None, Some(Certainty::High), f32::NAN));
    items.push(("own/one", None, None, -7.0));
    let mut sheet = sheet(&library, &items);
    sheet.items[0].section = far;
    sheet.rules.minutes = u32::MAX;
    sheet.rules.pass = 255;
    sheet.rules.sections[0].points = f32::INFINITY;
    sheet.rules.sections[1].points = f32::NAN;
    (sheet.extra, sheet.used_millis) = (255, u64::MAX);
    (sheet.started, sheet.ended) = (Timestamp::MAX, Timestamp::MIN);
    sheet.interruptions = vec![Interruption { from: Timestamp::MIN, to: Timestamp::MAX }; 30];
    sheet.name = "/../\n<x>".to_owned();
    let empty = Sheet { items: Vec::new(), ..sheet.clone() };
    for lang in Lang::ALL {
        for sheet in [&sheet, &empty] {
            let mut app = app(library.clone(), lang, vec![sheet.clone(), sheet.clone()]);
            ask(&mut app, ReportCommand::TurnAll(true));
            let view = report(&app);
            assert_eq!(view.items.len(), sheet.items.len());
            for file in ackademy::app::exam::ReportFile::ALL {
                assert!(matches!(
                    ask(&mut app, ReportCommand::Save(file)).as_slice(),
                    [ackademy::app::Effect::File(_)]
                ));
            }
            ask(&mut app, ReportCommand::Practise);
        }
    }
}
