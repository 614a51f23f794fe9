//! Pictures of every screen: `just gallery` writes all of them with contact sheets, and some small ones are
//! compared with those that are kept.

mod decks;
mod exams;
mod fit;
pub mod outside;
mod painter;
mod reports;
mod scenes;

use ackademy::app::{Command, Paint};
use ackademy::text::Lang;
use ackademy::ui::Window;
use egui_kittest::{Harness, SnapshotOptions, SnapshotResults};
use image::{GenericImage, Rgba, RgbaImage, imageops};
use painter::Painter;
use scenes::scenes;
pub use scenes::{Scene, scene};
use std::path::PathBuf;

/// The scenes that any window can be led to: with the shipped content alone, and a sound store.
pub fn usual_scenes() -> impl Iterator<Item = Scene> {
    scenes().into_iter().filter(|scene| !scene.own && scene.health == outside::Health::Well)
}

/// How a scene is looked at.
#[derive(Clone, Copy)]
struct Look {
    lang: Lang,
    paint: Paint,
    contrast: bool,
    scale: u16,
    size: [f32; 2],
}

impl Look {
    fn name(&self) -> String {
        let contrast = if self.contrast { "-contrast" } else { "" };
        format!("{}-{}{contrast}-{}-{}", self.lang.code(), self.paint.word(), self.size[0], self.scale)
    }

    /// All that a designer looks at: languages, modes, sizes.
    fn all() -> Vec<Look> {
        let usual = [([1280.0, 1000.0], 100), ([640.0, 480.0], 100), ([1280.0, 1000.0], 200)];
        let mut looks = Vec::new();
        for lang in Lang::ALL {
            for paint in [Paint::Light, Paint::Dark] {
                let look = |(size, scale)| Look { lang, paint, contrast: false, scale, size };
                looks.extend(usual.map(look));
                looks.push(Look { contrast: true, ..look(usual[0]) });
            }
            looks.push(Look { lang, paint: Paint::Light, contrast: false, scale: 100, size: [420.0, 400.0] });
        }
        looks
    }
}

/// The window as a scene has it; painted if there is a painter.
fn staged(scene: &Scene, look: Look, painter: Option<Painter>) -> Harness<'static, Window> {
    let window = outside::window(look.lang, scene.own, scene.health);
    let mut harness = outside::harness(window, look.size, painter);
    play(&mut harness, scene, look);
    harness
}

/// Leads a fresh window to a scene.
fn play(harness: &mut Harness<'static, Window>, scene: &Scene, look: Look) {
    let commands = [
        Command::Paint(look.paint),
        Command::Scale(look.scale),
        Command::Contrast(look.contrast),
        Command::Motion(false),
    ];
    let ctx = harness.ctx.clone();
    for command in commands.into_iter().chain(scene.commands.iter().cloned()) {
        harness.state_mut().command(command, &ctx);
    }
    harness.run();
    harness.run();
    if scene.scrolled > 0.0 {
        harness.hover_at(harness.ctx.content_rect().center());
        fit::scroll(harness, scene.scrolled);
    }
}

/// Every screen in both languages, both themes and several sizes, with a contact sheet for each combination;
/// those whose name holds one of the words in `GALLERY_ONLY`, where there are some.
#[test]
#[ignore = "takes minutes; `just gallery` runs it"]
fn every_screen() {
    let folder = PathBuf::from(std::env::var_os("GALLERY").expect("GALLERY names a folder"));
    let only = std::env::var("GALLERY_ONLY").unwrap_or_default();
    std::fs::create_dir_all(&folder).expect("a folder");
    for look in Look::all() {
        let mut sheet = Vec::new();
        for scene in scenes() {
            let name = format!("{}-{}.png", look.name(), scene.name);
            if !only.split(',').any(|word| name.contains(word)) {
                continue;
            }
            let image = staged(&scene, look, Some(Painter::default())).render().expect("a picture");
            image.save(folder.join(name)).expect("written");
            sheet.push(image);
        }
        if !sheet.is_empty() {
            contact_sheet(&sheet).save(folder.join(format!("sheet-{}.png", look.name()))).expect("written");
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

/// The size of the pictures that are kept.
const KEPT: [f32; 2] = [720.0, 560.0];

/// Small ones that are kept: something that nobody meant to change shows here.
#[test]
fn the_kept_pictures_are_as_they_were() {
    let options = SnapshotOptions::new().output_path("tests/snapshots/pictures").max_failed_pixels(200_usize);
    let kept = [
        "today",
        "choice-told",
        "build",
        "build-wrong",
        "summary-again",
        "findings",
        "lab-lost",
        "lab-wrong",
        "explorer-run",
        "map-state",
        "capture-list",
        "capture-followed",
        "settings",
        "palette",
    ];
    let mut results = SnapshotResults::new();
    for (at, scene) in scenes().iter().filter(|scene| kept.contains(&scene.name)).enumerate() {
        let (lang, paint) = (Lang::ALL[at % 2], [Paint::Light, Paint::Dark][at / 2 % 2]);
        let look = Look { lang, paint, contrast: false, scale: 100, size: KEPT };
        let mut harness = staged(scene, look, Some(Painter::default()));
        harness.snapshot_options(scene.name, &options);
        results.extend(harness.take_snapshot_results());
    }
}
