//! How much of the processor a frame of the window takes: the heaviest screens, drawn again and again without
//! a display. A frame is everything from the input to the triangles; handing these to the graphics card is
//! not in it.
//!
//! `cargo bench --bench frame` prints two tables besides Criterion's figures: of the screens, and of frames right
//! behind a change. The target is 2 ms for any of them.

#![expect(clippy::expect_used, reason = "a benchmark may fail loudly")]

#[expect(dead_code, reason = "the tests use all of it")]
#[path = "../tests/captures/build.rs"]
mod build;
#[path = "frame/changes.rs"]
mod changes;

use ackademy::app::action::Action;
use ackademy::app::capture::CaptureCommand;
use ackademy::app::capture::port::Captures;
use ackademy::app::content::{ContentFile, ContentKind};
use ackademy::app::explorer::ExplorerCommand;
use ackademy::app::lab::LabCommand;
use ackademy::app::library::Library;
use ackademy::app::place::Place;
use ackademy::app::{App, Command};
use ackademy::schedule::Calendar;
use ackademy::store::{CaptureReader, FileWriter, MemoryStore};
use ackademy::text::Lang;
use ackademy::ui::{Outside, Window, install};
use criterion::Criterion;
use egui::{Context, Event, Pos2, RawInput, Rect, Vec2};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

const SIZE: Vec2 = Vec2::new(1280.0, 1000.0);
/// The steps of the long ladder.
const STEPS: usize = 300;
/// The connections of the large capture.
const CONNECTIONS: u16 = 3000;
/// The segments with data, and those that acknowledge them, in its long connection.
const LONG: u32 = 2000;

/// A window and the context that it is drawn in.
struct Drawn {
    ctx: Context,
    window: Window,
    frame: eframe::Frame,
    time: f64,
    /// Of the last frame.
    triangles: usize,
    /// What a screen reader was told in it.
    said: Option<egui::accesskit::TreeUpdate>,
}

impl Drawn {
    fn new(library: Library, captures: Box<dyn Captures>) -> Drawn {
        let noon: jiff::Timestamp = "2026-11-22T12:00:00Z".parse().expect("a time");
        let calendar = Calendar { zone: jiff::tz::TimeZone::UTC, day_starts_hour: 4 };
        let mut app = App::new(library, Lang::En, &calendar);
        app.insist_on(Lang::En);
        let outside = Outside {
            steady: Box::new(|| std::time::Duration::ZERO),
            store: Box::new(MemoryStore::new()),
            captures,
            files: Box::new(FileWriter::new(None, |_| {})),
            now: Box::new(move || noon),
            seed: Box::new(|| 7),
            work: Box::new(|work| work.run()),
            changed: Box::new(|| None),
        };
        let ctx = Context::default();
        install(&ctx);
        let window = Window::new(app, outside);
        let mut drawn =
            Drawn { ctx, window, frame: eframe::Frame::_new_kittest(), time: 0.0, triangles: 0, said: None };
        drawn.settle();
        drawn
    }

    fn frame(&mut self, events: Vec<Event>) {
        use eframe::App as _;
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, SIZE));
        let input = RawInput { screen_rect, time: Some(self.time), events, ..RawInput::default() };
        let (window, frame) = (&mut self.window, &mut self.frame);
        let mut output = self.ctx.run_ui(input, |ui| {
            window.logic(&ui.ctx().clone(), frame);
            window.ui(ui, frame);
        });
        self.said = output.platform_output.accesskit_update.take();
        let shapes = std::mem::take(&mut output.shapes);
        let density = output.pixels_per_point;
        output.drop_without_applying_deltas();
        let meshes = self.ctx.tessellate(shapes, density);
        let count = |shape: &egui::ClippedPrimitive| match &shape.primitive {
            egui::epaint::Primitive::Mesh(mesh) => mesh.indices.len() / 3,
            egui::epaint::Primitive::Callback(_) => 0,
        };
        self.triangles = meshes.iter().map(count).sum();
    }

    /// Presses what a screen reader calls by this name.
    fn press(&mut self, name: &str) {
        self.ctx.enable_accesskit();
        self.frame(Vec::new());
        self.frame(Vec::new());
        let update = self.said.take().expect("the tree of what is seen");
        let called = update.nodes.iter().find(|(_, node)| node.label() == Some(name));
        let target_node = called.expect("it is there").0;
        let (action, target_tree) = (egui::accesskit::Action::Click, update.tree_id);
        let asked = egui::accesskit::ActionRequest { action, target_tree, target_node, data: None };
        self.frame(vec![Event::AccessKitActionRequest(asked)]);
        self.ctx.disable_accesskit();
        self.settle();
    }

    fn settle(&mut self) {
        for _ in 0..30 {
            self.frame(Vec::new());
        }
    }

    fn go(&mut self, commands: Vec<Command>) {
        let ctx = self.ctx.clone();
        for command in commands {
            self.window.command(command, &ctx);
        }
        self.settle();
    }
}

/// An opening, data one way with an ACK each.
fn long_trace(steps: usize) -> Vec<String> {
    let mut lines = vec![
        "client > SYN seq=x".to_owned(),
        "server > SYN ACK seq=y ack=x+1".to_owned(),
        "client > ACK seq=x+1 ack=y+1".to_owned(),
    ];
    for index in 0..steps / 2 {
        let (from, to) = (1 + index * 100, 1 + (index + 1) * 100);
        lines.push(format!("client > ACK seq=x+{from} ack=y+1 len=100"));
        lines.push(format!("server > ACK seq=y+1 ack=x+{to}"));
    }
    lines.truncate(steps);
    lines
}

/// What is shipped, and a deck with a long ladder.
fn library() -> Library {
    let lines: Vec<String> = long_trace(STEPS).iter().map(|line| format!("{line:?}")).collect();
    let deck = format!(
        "(format: 1, id: \"long\", title: \"Long\", machine: Use(id: \"tcp\", start: \"listening\"), questions: [\n    \
         States(id: \"one\", ask: \"Where?\", trace: [{}], after: {STEPS}, \
         answer: {{\"client\": \"ESTABLISHED\", \"server\": \"ESTABLISHED\"}}, explain: \"c\", \
         cite: [\"RFC 9293 §3.5\"]),\n])",
        lines.join(", ")
    );
    let build = "(format: 1, id: \"built\", title: \"Built\", machine: Use(id: \"tcp\", start: \"established\"), \
         questions: [\n    Build(id: \"one\", ask: \"Close.\", goal: {\"client\": \"FIN-WAIT-2\", \"server\": \"CLOSE-WAIT\"}, \
         answer: [\"client > FIN ACK seq=u ack=v\", \"server > ACK seq=v ack=u+1\"], explain: \"c\", cite: [\"RFC 9293 §3.6\"]),\n])";
    let own = |name: &str, text: String| ContentFile {
        name: name.to_owned(),
        path: Some(name.into()),
        kind: ContentKind::Deck,
        bytes: Ok(text.into_bytes()),
    };
    let own = [own("long.ron", deck), own("built.ron", build.to_owned())];
    let files: Vec<ContentFile> = ackademy::store::embedded().into_iter().chain(own).collect();
    let library = Library::load(&files, &|_| true);
    for wanted in ["long", "built"] {
        assert!(library.decks.iter().any(|deck| deck.content.as_ref().is_some_and(|deck| deck.id == wanted)));
    }
    library
}

/// A capture with many short connections and a long one.
fn large_capture(folder: &Path) -> PathBuf {
    let mut segments = Vec::new();
    // It begins behind the others, so it has the highest number.
    for port in 0..CONNECTIONS {
        segments.extend(build::whole().into_iter().map(|tcp| {
            let at = tcp.at + u64::from(port) * 200;
            build::Tcp { ports: (20_000 + port, 80), ..tcp }.at(at)
        }));
    }
    segments.extend(long_connection(u64::from(CONNECTIONS) * 200));
    let bytes = build::pcap(false, false, 1, &build::packets(&segments, |tcp| build::ethernet(&[], tcp)));
    let path = folder.join("ackademy-frame-bench.pcap");
    std::fs::write(&path, bytes).expect("a file is written");
    path
}

/// An opening, then data one way with an ACK each.
fn long_connection(from: u64) -> Vec<build::Tcp> {
    use build::{ACK, SYN, down, up};
    let mut segments = vec![up(SYN, 0, 0, 0), down(SYN | ACK, 0, 1, 0), up(ACK, 1, 1, 0)];
    for at in 0..LONG / 2 {
        segments.push(up(ACK, 1 + at * 100, 1, 100));
        segments.push(down(ACK, 1, 101 + at * 100, 0));
    }
    let at = |(at, tcp): (usize, build::Tcp)| tcp.at(from + at as u64 * 10);
    segments.into_iter().enumerate().map(at).collect()
}

/// The screens, and what leads to them.
fn screens(capture: &Path) -> Vec<(&'static str, Vec<Command>)> {
    let explore = |id: &str| Command::Explore(ExplorerCommand::Machine(id.to_owned()));
    let write = LabCommand::Write(long_trace(200).join("\n"));
    let open = Command::Capture(CaptureCommand::OpenFile(capture.to_owned()));
    let follow = Command::Capture(CaptureCommand::Follow(7));
    vec![
        ("today", vec![Command::Go(Place::Today)]),
        ("decks", vec![Command::Go(Place::Decks)]),
        ("settings", vec![Command::Go(Place::Settings)]),
        ("map", vec![Command::Go(Place::Map)]),
        ("explorer with a run", vec![explore("two-way"), Command::Explore(ExplorerCommand::Start)]),
        ("Lab, 200 steps", vec![Command::Go(Place::Lab), Command::InLab(write)]),
        ("question, 300 steps", vec![Command::Practise { deck: "long".to_owned() }]),
        ("a short question", vec![Command::Practise { deck: "tour".to_owned() }]),
        ("captures, a list of 2,000", vec![Command::Go(Place::Capture), open]),
        ("captures, a connection", vec![follow]),
        ("palette", vec![Command::Go(Place::Today), Command::Do(Action::Palette)]),
    ]
}

/// What the processor has done for this thread. Others on the machine must not be counted.
fn worked() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = told.split_whitespace().next().and_then(|nanos| nanos.parse().ok());
    nanos.map_or_else(|| BEGIN.elapsed(), Duration::from_nanos)
}

/// Where the system does not tell, the time on the wall must do.
static BEGIN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Milliseconds of the processor for a frame: the median of some groups, and the least and the most.
type Times = [f64; 3];

/// Others on the machine take caches and pipelines away: what is usual says more than an average.
fn measure(drawn: &mut Drawn, mut each: impl FnMut(&mut Drawn, usize)) -> Times {
    const GROUPS: usize = 11;
    const FRAMES: usize = 40;
    let group = |group: usize| {
        let begin = worked();
        (0..FRAMES).for_each(|at| each(drawn, group * FRAMES + at));
        (worked() - begin).as_secs_f64() * 1000.0 / FRAMES as f64
    };
    let mut times: Vec<f64> = (0..GROUPS).map(group).collect();
    times.sort_by(f64::total_cmp);
    [GROUPS / 2, 0, GROUPS - 1].map(|at| times[at])
}

/// The wheel is turned, down and up again.
fn wheel(at: usize) -> Vec<Event> {
    let down = (at / 40).is_multiple_of(2);
    let delta = Vec2::new(0.0, if down { -30.0 } else { 30.0 });
    let (unit, modifiers) = (egui::MouseWheelUnit::Point, egui::Modifiers::NONE);
    let phase = egui::TouchPhase::Move;
    vec![
        Event::PointerMoved(Pos2::new(700.0, 600.0 + (at % 9) as f32)),
        Event::MouseWheel { unit, delta, phase, modifiers, source: egui::MouseWheelSource::Wheel },
    ]
}

/// The reader of captures is on a thread of its own.
fn wait(drawn: &mut Drawn) {
    for _ in 0..30 {
        std::thread::sleep(Duration::from_millis(50));
        drawn.frame(Vec::new());
    }
}

fn screens_table(drawn: &mut Drawn, capture: &Path, criterion: &mut Criterion) {
    let mut table = Vec::new();
    for (name, commands) in screens(capture) {
        drawn.go(commands);
        if name.starts_with("captures") {
            wait(drawn);
        }
        drawn.frame(Vec::new());
        let triangles = drawn.triangles;
        let still = measure(drawn, |drawn, _| drawn.frame(Vec::new()));
        let scrolled = measure(drawn, |drawn, at| drawn.frame(wheel(at)));
        let anew = measure(drawn, |drawn, _| {
            // Nothing that is seen changes, but every decision is taken again.
            drawn.window.command(Command::Motion(true), &drawn.ctx.clone());
            drawn.frame(Vec::new());
        });
        drawn.ctx.enable_accesskit();
        drawn.settle();
        let spoken = measure(drawn, |drawn, _| drawn.frame(Vec::new()));
        drawn.ctx.disable_accesskit();
        table.push((name, triangles, [still, scrolled, anew, spoken]));
        criterion.bench_function(&format!("frame/{name}"), |b| b.iter(|| drawn.frame(Vec::new())));
    }
    println!("Milliseconds of the processor for a frame, median of groups of forty / most");
    let heads =
        ["still", "scrolled", "view anew", "screen reader"].map(|head| format!("{head:>15}")).concat();
    println!("{:26}{:>10}{heads}", "", "triangles");
    for (name, triangles, times) in table {
        let times = times.map(|[usual, _, most]| format!("  {usual:5.2} / {most:5.2}")).concat();
        println!("{name:26}{triangles:>10}{times}");
    }
}

fn changes_table(drawn: &mut Drawn, capture: &Path) {
    println!("Milliseconds of the processor for a change and its frame, groups of forty");
    println!("{:40}{:>8}{:>8}{:>8}", "", "median", "least", "most");
    for change in changes::all(capture) {
        drawn.go(change.before.clone());
        if change.reads {
            wait(drawn);
        }
        if let Some(name) = change.press {
            drawn.press(name);
        }
        let [usual, least, most] = measure(drawn, |drawn, at| drawn.make(&change, at));
        println!("{:40}{usual:8.2}{least:8.2}{most:8.2}", change.name);
    }
}

fn main() {
    let folder = std::env::temp_dir();
    let capture = large_capture(&folder);
    let reader = CaptureReader::start(|| {}).expect("a thread");
    let mut drawn = Drawn::new(library(), Box::new(reader));
    let mut criterion = Criterion::default().configure_from_args().sample_size(20);
    // A word keeps to those frames: for a look at what takes the time.
    let wanted = |table: &str| !std::env::args().any(|word| word.starts_with("only-") && word != table);
    if wanted("only-screens") {
        screens_table(&mut drawn, &capture, &mut criterion);
    }
    if wanted("only-changes") {
        changes_table(&mut drawn, &capture);
    }
    criterion.final_summary();
    std::fs::remove_file(capture).expect("the capture is taken away");
}
