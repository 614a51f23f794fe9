//! Pictures of every screen: `just gallery` writes all of them with contact sheets, and some small ones are
//! compared with those that are kept.

mod painter;

use crate::content::shipped;
use crate::screens::window_painted;
use ackademy::app::action::Action;
use ackademy::app::explorer::ExplorerCommand;
use ackademy::app::place::Place;
use ackademy::app::{Command, Paint, StudyCommand};
use ackademy::text::Lang;
use ackademy::ui::Window;
use egui_kittest::{Harness, SnapshotOptions, SnapshotResults};
use image::{GenericImage, Rgba, RgbaImage, imageops};
use painter::Painter;
use std::path::PathBuf;

/// A screen: its name and the commands that lead to it.
pub struct Scene {
    pub name: &'static str,
    pub commands: Vec<Command>,
}

fn within(commands: impl IntoIterator<Item = StudyCommand>) -> impl Iterator<Item = Command> {
    commands.into_iter().map(Command::In)
}

/// The tour up to its question `at`, the ones before answered; then something is done there.
fn tour(at: usize, then: Vec<StudyCommand>) -> Vec<Command> {
    let named = |end, state: &str| StudyCommand::State { end, state: state.to_owned() };
    let answers = [
        vec![StudyCommand::Pick(1)],
        vec![third()],
        vec![named(0, "SYN-SENT"), named(1, "SYN-RECEIVED")],
        vec![StudyCommand::Accuse(1), StudyCommand::Blame("wrong-ack".to_owned())],
    ];
    let answered = answers.into_iter().take(at).flat_map(|answer| {
        within(answer.into_iter().chain([StudyCommand::Check, StudyCommand::Next])).collect::<Vec<_>>()
    });
    let begin = [Command::Practise { deck: "tour".to_owned() }];
    begin.into_iter().chain(answered).chain(within(then)).collect()
}

fn third() -> StudyCommand {
    StudyCommand::Step("client > ACK seq=x+1 ack=y+1".to_owned())
}

/// The screens of which there are pictures.
pub fn scenes() -> Vec<Scene> {
    let scene = |name, commands| Scene { name, commands };
    let tour = |name, at, then| scene(name, tour(at, then));
    let wrong = || StudyCommand::Step("client > ACK seq=x ack=y".to_owned());
    let explore = |id: &str| Command::Explore(ExplorerCommand::Machine(id.to_owned()));
    vec![
        scene("today", vec![Command::Go(Place::Today)]),
        scene("decks", vec![Command::Go(Place::Decks)]),
        tour("choice", 0, vec![StudyCommand::Pick(1)]),
        tour("choice-told", 0, vec![StudyCommand::Pick(0), StudyCommand::Check]),
        tour("build", 1, vec![third()]),
        tour("build-wrong", 1, vec![wrong(), StudyCommand::Check]),
        tour("states", 2, vec![StudyCommand::Hint]),
        tour("fault", 3, vec![StudyCommand::Accuse(1)]),
        tour("what-if", 4, vec![StudyCommand::Pick(0)]),
        tour("what-if-told", 4, vec![StudyCommand::Pick(0), StudyCommand::Check]),
        scene("explorer", vec![explore("tcp")]),
        scene("explorer-run", vec![explore("two-way"), Command::Explore(ExplorerCommand::Start)]),
        scene("map", vec![Command::Go(Place::Map)]),
        scene("captures", vec![Command::Go(Place::Capture)]),
        scene("settings", vec![Command::Go(Place::Settings)]),
        scene("palette", vec![Command::Do(Action::Palette)]),
        scene("keys", vec![Command::Do(Action::Keys)]),
    ]
}

/// A window that shows a scene.
pub fn picture(
    scene: &Scene,
    lang: Lang,
    paint: Paint,
    scale: u16,
    size: [f32; 2],
) -> Harness<'static, Window> {
    let mut harness = window_painted(shipped(), lang, size, Painter::default());
    harness.run();
    let look = [Command::Paint(paint), Command::Scale(scale), Command::Motion(false)];
    let ctx = harness.ctx.clone();
    for command in look.into_iter().chain(scene.commands.iter().cloned()) {
        harness.state_mut().command(command, &ctx);
    }
    harness.run();
    harness.run();
    harness
}

/// Every screen in both languages, both themes and three sizes, with a contact sheet for each combination.
#[test]
#[ignore = "takes minutes; `just gallery` runs it"]
fn every_screen() {
    let folder = PathBuf::from(std::env::var_os("GALLERY").expect("GALLERY names a folder"));
    std::fs::create_dir_all(&folder).expect("a folder");
    for lang in Lang::ALL {
        for paint in [Paint::Light, Paint::Dark] {
            for (size, scale) in [([1280.0, 1000.0], 100), ([640.0, 480.0], 100), ([1280.0, 1000.0], 200)] {
                let name = format!("{}-{}-{}-{scale}", lang.code(), paint.word(), size[0]);
                let mut sheet = Vec::new();
                for scene in scenes() {
                    let image = picture(&scene, lang, paint, scale, size).render().expect("a picture");
                    image.save(folder.join(format!("{name}-{}.png", scene.name))).expect("written");
                    sheet.push(image);
                }
                contact_sheet(&sheet).save(folder.join(format!("sheet-{name}.png"))).expect("written");
            }
        }
    }
}

fn contact_sheet(pictures: &[RgbaImage]) -> RgbaImage {
    const COLUMNS: u32 = 4;
    const WIDTH: u32 = 560;
    let ratio = pictures.first().map_or(1.0, |p| p.height() as f32 / p.width() as f32);
    let height = (WIDTH as f32 * ratio) as u32;
    let rows = (pictures.len() as u32).div_ceil(COLUMNS);
    let mut sheet = RgbaImage::from_pixel(COLUMNS * WIDTH, rows * height, Rgba([128, 128, 128, 255]));
    for (at, picture) in pictures.iter().enumerate() {
        let small = imageops::resize(picture, WIDTH - 4, height - 4, imageops::FilterType::Triangle);
        let at = at as u32;
        sheet.copy_from(&small, at % COLUMNS * WIDTH, at / COLUMNS * height).expect("it fits");
    }
    sheet
}

/// Small ones that are kept: something that nobody meant to change shows here.
#[test]
fn the_kept_pictures_are_as_they_were() {
    let options = SnapshotOptions::new().output_path("tests/snapshots/pictures").max_failed_pixels(200_usize);
    let kept = ["today", "choice-told", "build-wrong", "explorer-run", "map", "settings"];
    let mut results = SnapshotResults::new();
    for (at, scene) in scenes().iter().filter(|scene| kept.contains(&scene.name)).enumerate() {
        let (lang, paint) = (Lang::ALL[at % 2], [Paint::Light, Paint::Dark][at / 2 % 2]);
        let mut harness = picture(scene, lang, paint, 100, [900.0, 640.0]);
        harness.snapshot_options(scene.name, &options);
        results.extend(harness.take_snapshot_results());
    }
}
