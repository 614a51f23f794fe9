//! Pictures of the window without a graphics card: egui's triangles, filled row by row.
//!
//! The same bytes on every machine and in every run. Colours are mixed as egui's own painters do it: in gamma
//! space, with premultiplied alpha.

use egui::epaint::{ImageData, Mesh, Primitive, Vertex};
use egui::{Color32, ColorImage, Context, FullOutput, Pos2, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::{Rgba, RgbaImage};
use std::collections::HashMap;

/// The painter, with the textures that it was given.
#[derive(Default)]
pub struct Painter {
    textures: HashMap<TextureId, ColorImage>,
}

impl TestRenderer for Painter {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, deltas) in delta.set.drain() {
            for delta in deltas {
                let ImageData::Color(image) = delta.image;
                match (delta.pos, self.textures.get_mut(&id)) {
                    (Some([x, y]), Some(texture)) => {
                        for row in 0..image.height() {
                            let (from, to) = (row * image.width(), (y + row) * texture.width() + x);
                            let part = &image.pixels[from..from + image.width()];
                            texture.pixels[to..to + image.width()].copy_from_slice(part);
                        }
                    }
                    _ => drop(self.textures.insert(id, (*image).clone())),
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let dots = output.pixels_per_point;
        let size = ctx.content_rect().size() * dots;
        let mut canvas = Canvas {
            image: RgbaImage::from_pixel(size.x.round() as u32, size.y.round() as u32, Rgba([0, 0, 0, 255])),
            dots,
        };
        for clipped in ctx.tessellate(output.shapes.clone(), dots) {
            if let Primitive::Mesh(mesh) = &clipped.primitive
                && let Some(texture) = self.textures.get(&mesh.texture_id)
            {
                canvas.mesh(mesh, texture, clipped.clip_rect);
            }
        }
        Ok(canvas.image)
    }
}

struct Canvas {
    image: RgbaImage,
    dots: f32,
}

impl Canvas {
    fn mesh(&mut self, mesh: &Mesh, texture: &ColorImage, clip: Rect) {
        let clip = Rect::from_min_max(self.dot(clip.min), self.dot(clip.max));
        let (width, height) = self.image.dimensions();
        let bounds = Rect::from_min_max(Pos2::ZERO, Pos2::new(width as f32, height as f32)).intersect(clip);
        for corners in mesh.indices.chunks_exact(3) {
            let [a, b, c] = [0, 1, 2].map(|at| {
                let vertex = mesh.vertices[corners[at] as usize];
                Vertex { pos: self.dot(vertex.pos), ..vertex }
            });
            self.triangle([a, b, c], texture, bounds);
        }
    }

    fn dot(&self, pos: Pos2) -> Pos2 {
        Pos2::new(pos.x * self.dots, pos.y * self.dots)
    }

    fn triangle(&mut self, [a, b, c]: [Vertex; 3], texture: &ColorImage, bounds: Rect) {
        let area = (b.pos - a.pos).x * (c.pos - a.pos).y - (b.pos - a.pos).y * (c.pos - a.pos).x;
        if area.abs() < 1e-6 {
            return;
        }
        let top = a.pos.y.min(b.pos.y).min(c.pos.y).max(bounds.min.y);
        let bottom = a.pos.y.max(b.pos.y).max(c.pos.y).min(bounds.max.y);
        let plain = [a, b, c].iter().all(|v| v.uv == a.uv && v.color == a.color);
        let flat = plain.then(|| tinted(sample(texture, a.uv), rgba(a.color)));
        for y in (top - 0.5).ceil() as i64..=(bottom - 0.5).floor() as i64 {
            let middle = y as f32 + 0.5;
            let Some((left, right)) = span([a.pos, b.pos, c.pos], middle) else { continue };
            let (left, right) = (left.max(bounds.min.x), right.min(bounds.max.x));
            for x in (left - 0.5).ceil() as i64..(right - 0.5).ceil() as i64 {
                let color = flat.unwrap_or_else(|| {
                    let at = Pos2::new(x as f32 + 0.5, middle);
                    let u = ((b.pos - at).x * (c.pos - at).y - (b.pos - at).y * (c.pos - at).x) / area;
                    let v = ((c.pos - at).x * (a.pos - at).y - (c.pos - at).y * (a.pos - at).x) / area;
                    let w = 1.0 - u - v;
                    let mix = |f: fn(&Vertex) -> f32| u * f(&a) + v * f(&b) + w * f(&c);
                    let uv = Pos2::new(mix(|v| v.uv.x), mix(|v| v.uv.y));
                    let [p, q, r] = [a, b, c].map(|v| rgba(v.color));
                    let tint = [0, 1, 2, 3].map(|at| u * p[at] + v * q[at] + w * r[at]);
                    tinted(sample(texture, uv), tint)
                });
                self.put(x as u32, y as u32, color);
            }
        }
    }

    fn put(&mut self, x: u32, y: u32, color: [f32; 4]) {
        let Some(pixel) = self.image.get_pixel_mut_checked(x, y) else { return };
        for at in 0..3 {
            let below = f32::from(pixel.0[at]);
            pixel.0[at] = (color[at] + below * (1.0 - color[3] / 255.0)).round().clamp(0.0, 255.0) as u8;
        }
    }
}

/// Where a row cuts a triangle.
fn span(corners: [Pos2; 3], y: f32) -> Option<(f32, f32)> {
    let mut cut: Option<(f32, f32)> = None;
    for (from, to) in [(0, 1), (1, 2), (2, 0)] {
        let (from, to) = (corners[from], corners[to]);
        if (from.y <= y) == (to.y <= y) {
            continue;
        }
        let x = from.x + (to.x - from.x) * (y - from.y) / (to.y - from.y);
        cut = Some(cut.map_or((x, x), |(left, right)| (left.min(x), right.max(x))));
    }
    cut
}

fn rgba(color: Color32) -> [f32; 4] {
    color.to_array().map(f32::from)
}

fn tinted(texel: [f32; 4], tint: [f32; 4]) -> [f32; 4] {
    [0, 1, 2, 3].map(|at| texel[at] * tint[at] / 255.0)
}

/// The texture between its texels.
fn sample(texture: &ColorImage, uv: Pos2) -> [f32; 4] {
    let (width, height) = (texture.width(), texture.height());
    let (x, y) = (uv.x * width as f32 - 0.5, uv.y * height as f32 - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (across, down) = (x - left, y - top);
    let texel = |dx: f32, dy: f32| {
        let x = (left + dx).clamp(0.0, (width - 1) as f32) as usize;
        let y = (top + dy).clamp(0.0, (height - 1) as f32) as usize;
        rgba(texture.pixels[y * width + x])
    };
    if across == 0.0 && down == 0.0 {
        return texel(0.0, 0.0);
    }
    let [a, b, c, d] = [texel(0.0, 0.0), texel(1.0, 0.0), texel(0.0, 1.0), texel(1.0, 1.0)];
    [0, 1, 2, 3].map(|at| {
        (a[at] * (1.0 - across) + b[at] * across) * (1.0 - down)
            + (c[at] * (1.0 - across) + d[at] * across) * down
    })
}
