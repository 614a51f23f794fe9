//! The scenes: which screens there are and how one comes to them.

use super::outside::{BROKEN, Health, LEECH, LONG};
use ackademy::app::action::Action;
use ackademy::app::browse::{Act, BrowseCommand, Filter, Pick, Sort};
use ackademy::app::capture::CaptureCommand;
use ackademy::app::data::DataCommand;
use ackademy::app::explorer::ExplorerCommand;
use ackademy::app::lab::{Ask, LabCommand};
use ackademy::app::map::MapCommand;
use ackademy::app::place::Place;
use ackademy::app::progress::{Picture, ProgressCommand};
use ackademy::app::{Command, StudyCommand};
use std::fmt::Write as _;

/// A screen: its name and the commands that lead to it.
pub struct Scene {
    /// As it is called in file names.
    pub name: &'static str,
    /// What leads to it.
    pub commands: Vec<Command>,
    /// Whether there are decks of the learner's own, a faulty and a long one.
    pub own: bool,
    /// How the store is.
    pub health: Health,
    /// How far it is scrolled, in points.
    pub scrolled: f32,
}

/// A scene of the usual kind.
pub fn scene(name: &'static str, commands: Vec<Command>) -> Scene {
    Scene { name, commands, own: false, health: Health::Well, scrolled: 0.0 }
}

fn within(commands: impl IntoIterator<Item = StudyCommand>) -> impl Iterator<Item = Command> {
    commands.into_iter().map(Command::In)
}

/// The tour up to its question `at`, the ones before answered; then something is done there.
fn tour(name: &'static str, at: usize, then: Vec<StudyCommand>) -> Scene {
    let named = |end, state: &str| StudyCommand::State { end, state: state.to_owned() };
    let answers = [
        vec![StudyCommand::Pick(1)],
        vec![third()],
        vec![named(0, "SYN-SENT"), named(1, "SYN-RECEIVED")],
        vec![StudyCommand::Accuse(1), StudyCommand::Blame("wrong-ack".to_owned())],
        vec![StudyCommand::Pick(0)],
    ];
    let answered = answers.into_iter().take(at).flat_map(|answer| {
        within(answer.into_iter().chain([StudyCommand::Check, StudyCommand::Next])).collect::<Vec<_>>()
    });
    let begin = [Command::Practise { deck: "tour".to_owned() }];
    scene(name, begin.into_iter().chain(answered).chain(within(then)).collect())
}

/// The deck about numbers up to its question `at`, the ones before answered; then something is done there.
fn numbers(name: &'static str, at: usize, then: Vec<StudyCommand>) -> Scene {
    let answers = [paired([0, 2, 1, 3]), gaps(["FIN", "1"])];
    let answered = answers.into_iter().take(at).flat_map(|answer| {
        within(answer.into_iter().chain([StudyCommand::Check, StudyCommand::Next])).collect::<Vec<_>>()
    });
    let begin = [Command::Practise { deck: "sequence-numbers".to_owned() }];
    scene(name, begin.into_iter().chain(answered).chain(within(then)).collect())
}

/// One question whose answer is typed; then something is done there.
fn typed(name: &'static str, then: Vec<StudyCommand>) -> Scene {
    let begin = [Command::PractiseChosen(vec![LEECH.to_owned()])];
    scene(name, begin.into_iter().chain(within(then)).collect())
}

fn mistaken() -> Vec<StudyCommand> {
    vec![StudyCommand::Text("x".to_owned()), StudyCommand::Check]
}

fn known() -> Vec<StudyCommand> {
    vec![StudyCommand::Text("x+1".to_owned()), StudyCommand::Check, StudyCommand::Next]
}

fn paired<const N: usize>(with: [usize; N]) -> Vec<StudyCommand> {
    let pair = |(left, with)| StudyCommand::Pair { left, with: Some(with) };
    with.into_iter().enumerate().map(pair).collect()
}

fn gaps(texts: [&str; 2]) -> Vec<StudyCommand> {
    let gap = |(at, text): (usize, &str)| StudyCommand::Gap { at, text: text.to_owned() };
    texts.into_iter().enumerate().map(gap).collect()
}

/// An answer that is checked.
fn told(mut answer: Vec<StudyCommand>) -> Vec<StudyCommand> {
    answer.push(StudyCommand::Check);
    answer
}

/// The first exercise about what was not known in the tour.
fn weak_spots() -> Scene {
    let mut whole = tour("weak", 5, vec![]);
    whole.commands[0] = Command::Study { deck: "tour".to_owned() };
    whole.commands.push(Command::Do(Action::Weak));
    whole
}

/// The end of a session in which something went wrong.
fn summary_of_mistakes() -> Scene {
    let whole = tour("summary-again", 5, vec![]);
    let worse = |command| match command {
        Command::In(StudyCommand::Pick(1)) => Command::In(StudyCommand::Pick(0)),
        other => other,
    };
    let again = within([StudyCommand::Pick(1), StudyCommand::Check, StudyCommand::Next]);
    Scene { commands: whole.commands.into_iter().map(worse).chain(again).collect(), ..whole }
}

fn third() -> StudyCommand {
    StudyCommand::Step("client > ACK seq=x+1 ack=y+1".to_owned())
}

fn browse(name: &'static str, commands: Vec<BrowseCommand>) -> Scene {
    let go = [Command::Go(Place::Browse)];
    let clean =
        [BrowseCommand::Filter(Filter::default()), BrowseCommand::Nothing, BrowseCommand::Open(false)];
    scene(name, go.into_iter().chain(clean.into_iter().chain(commands).map(Command::InBrowse)).collect())
}

/// Progress of the sample, scrolled so far.
fn progress(name: &'static str, scrolled: f32, commands: Vec<ProgressCommand>) -> Scene {
    let go = [Command::Sample(true), Command::Go(Place::Progress)];
    let commands = commands.into_iter().map(Command::InProgress);
    Scene { scrolled, ..scene(name, go.into_iter().chain(commands).collect()) }
}

fn progress_tables() -> Vec<ProgressCommand> {
    let drawn = [Picture::Forecast, Picture::Year, Picture::Times, Picture::Calibration];
    drawn.into_iter().map(|picture| ProgressCommand::Table(picture, true)).collect()
}

/// The learner's data, with a shared folder or without.
fn data(name: &'static str, commands: Vec<DataCommand>, shared: bool) -> Scene {
    let folder = shared.then(|| Command::SyncIn(Some("/home/li/Sync/ackademy".to_owned())));
    let go = folder.into_iter().chain([Command::Go(Place::Data)]);
    scene(name, go.chain(commands.into_iter().map(Command::Data)).collect())
}

fn lab(name: &'static str, commands: Vec<LabCommand>) -> Scene {
    let go = [Command::Go(Place::Lab)];
    scene(name, go.into_iter().chain(commands.into_iter().map(Command::InLab)).collect())
}

fn capture(name: &'static str, commands: Vec<CaptureCommand>) -> Scene {
    let file = "tests/fixtures/captures/tw_client_reuse.pcap".into();
    let open = [CaptureCommand::Show, CaptureCommand::OpenFile(file)];
    scene(name, open.into_iter().chain(commands).map(Command::Capture).collect())
}

/// A handshake, and so much data in both directions that the ladder is long.
fn long_trace() -> String {
    let mut text =
        String::from("client > SYN seq=x\nserver > SYN ACK seq=y ack=x+1\nclient > ACK seq=x+1 ack=y+1\n");
    let (mut x, mut y) = (1, 1);
    for at in 0..60 {
        let lost = if at % 20 == 9 { " (lost)" } else { "" };
        let _ = writeln!(text, "client > ACK PSH seq=x+{x} ack=y+{y} len=100{lost}");
        if !lost.is_empty() {
            let _ = writeln!(text, "client: timeout retransmission");
            let _ = writeln!(text, "client > ACK PSH seq=x+{x} ack=y+{y} len=100");
        }
        x += 100;
        let _ = writeln!(text, "server > ACK PSH seq=y+{y} ack=x+{x} len=20");
        y += 20;
    }
    text
}

const LOST: &str = "client > SYN seq=x\nserver > SYN ACK seq=y ack=x+1\nclient > ACK seq=x+1 ack=y+1 (lost)\n\
                    server: timeout retransmission\nserver > SYN ACK seq=y ack=x+1\n\
                    client > ACK seq=x+1 ack=y+1\n";

/// All scenes, in the order of the contact sheets.
pub fn scenes() -> Vec<Scene> {
    let wrong = || StudyCommand::Step("client > ACK seq=x ack=y".to_owned());
    let explore = |id: &str| Command::Explore(ExplorerCommand::Machine(id.to_owned()));
    let map = |command| Command::InMap(command);
    let step = |line: &str| LabCommand::Step(line.to_owned());
    let played = || LabCommand::Write(LOST.to_owned());
    let answered = || vec![StudyCommand::Pick(0), StudyCommand::Check];
    let often = BrowseCommand::Sort(Sort::Lapses);
    let sampled = [Command::Sample(true), Command::Go(Place::Browse)];
    let sampled = sampled
        .into_iter()
        .chain([often, BrowseCommand::Row(0, Pick::Only)].map(Command::InBrowse))
        .collect();
    let own = |scene| Scene { own: true, ..scene };
    let back = vec![DataCommand::Ask("b".to_owned()), DataCommand::Restore];
    vec![
        scene("today", vec![Command::Go(Place::Today)]),
        scene("decks", vec![Command::Go(Place::Decks)]),
        own(scene("decks-own", vec![Command::Go(Place::Decks)])),
        browse("browse", vec![]),
        browse("browse-one", vec![BrowseCommand::Row(3, Pick::Only)]),
        browse(
            "browse-chosen",
            vec![
                BrowseCommand::Row(1, Pick::Only),
                BrowseCommand::Row(4, Pick::Range),
                BrowseCommand::Act(Act::Suspend(true)),
            ],
        ),
        browse("browse-open", vec![BrowseCommand::Row(2, Pick::Only), BrowseCommand::Open(true)]),
        browse(
            "browse-nothing",
            vec![BrowseCommand::Filter(Filter { text: "xyzzy".to_owned(), ..Filter::default() })],
        ),
        Scene { commands: sampled, ..browse("browse-sample", vec![]) },
        tour("choice", 0, vec![StudyCommand::Pick(1)]),
        tour("choice-told", 0, vec![StudyCommand::Pick(0), StudyCommand::Check]),
        own(scene("long-words", vec![Command::Practise { deck: LONG.to_owned() }])),
        tour("build", 1, vec![third()]),
        tour("build-wrong", 1, vec![wrong(), StudyCommand::Check]),
        tour("states", 2, vec![StudyCommand::Hint]),
        tour("fault", 3, vec![StudyCommand::Accuse(1)]),
        tour("what-if", 4, vec![StudyCommand::Pick(0)]),
        tour("what-if-told", 4, vec![StudyCommand::Pick(0), StudyCommand::Check]),
        numbers("match", 0, paired([0, 2])),
        numbers("match-told", 0, told(paired([0, 2, 1, 3]))),
        numbers("cloze", 1, gaps(["FIN", ""])),
        numbers("cloze-told", 1, told(gaps(["FIN", "1"]))),
        numbers("value", 2, vec![StudyCommand::Text("u+60".to_owned())]),
        numbers("value-told", 2, told(vec![StudyCommand::Text("u+100".to_owned())])),
        typed("type-told", vec![StudyCommand::Text("x+12".to_owned()), StudyCommand::Check]),
        Scene { health: Health::Forgotten, ..typed("leech", mistaken()) },
        Scene {
            health: Health::Forgotten,
            ..typed(
                "summary-leech",
                mistaken().into_iter().chain([StudyCommand::Next]).chain(known()).collect(),
            )
        },
        weak_spots(),
        tour("summary", 5, vec![]),
        summary_of_mistakes(),
        own(scene("findings", vec![Command::Findings { file: BROKEN.to_owned() }])),
        lab("lab", vec![]),
        lab("lab-lost", vec![played()]),
        lab("lab-wrong", vec![step("client > SYN seq=x"), step("server > SYN ACK seq=y ack=x")]),
        lab("lab-long", vec![LabCommand::Write(long_trace())]),
        Scene { scrolled: 900.0, ..lab("lab-ask", vec![played(), LabCommand::Ask(Some(Ask::States))]) },
        scene("explorer", vec![explore("tcp")]),
        scene("explorer-run", vec![explore("two-way"), Command::Explore(ExplorerCommand::Start)]),
        scene("map", vec![Command::Go(Place::Map)]),
        scene("map-state", vec![map(MapCommand::State("SYN-RECEIVED".to_owned()))]),
        scene("map-edge", vec![map(MapCommand::Edge(5))]),
        scene("captures", vec![Command::Go(Place::Capture)]),
        capture("capture-list", vec![]),
        capture("capture-followed", vec![CaptureCommand::Follow(0), CaptureCommand::Step(6)]),
        scene("progress-empty", vec![Command::Sample(false), Command::Go(Place::Progress)]),
        progress("progress", 0.0, vec![]),
        progress("progress-later", 850.0, vec![ProgressCommand::Ahead(90)]),
        progress("progress-end", 9e3, vec![]),
        progress("progress-tables", 0.0, progress_tables()),
        scene("settings", vec![Command::Sample(false), Command::Go(Place::Settings)]),
        Scene { scrolled: 700.0, ..scene("settings-scrolled", vec![Command::Go(Place::Settings)]) },
        scene("data", vec![Command::Go(Place::Data)]),
        Scene { health: Health::Rich, ..data("data-backups", vec![DataCommand::Ask("b".to_owned())], true) },
        Scene { health: Health::Rich, ..data("data-restored", back.clone(), false) },
        Scene {
            health: Health::Rich,
            scrolled: 700.0,
            ..data("data-synced", vec![DataCommand::Check], true)
        },
        Scene { health: Health::RichFull, ..data("data-not-restored", back, false) },
        Scene {
            health: Health::RichFull,
            scrolled: 700.0,
            ..data("data-not-synced", vec![DataCommand::Check], true)
        },
        scene("palette", vec![Command::Do(Action::Palette)]),
        scene("palette-questions", vec![Command::Do(Action::Palette), Command::Seek("挥手".to_owned())]),
        scene("keys", vec![Command::Do(Action::Keys)]),
        Scene { health: Health::Full, ..tour("disk-full", 0, answered()) },
        Scene { health: Health::Shut, ..scene("store-shut", vec![]) },
    ]
    .into_iter()
    .chain(super::exams::scenes())
    .chain(super::reports::scenes())
    .collect()
}
