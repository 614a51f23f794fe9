//! Content and words are embedded; a new file must be seen although no Rust file changed.

fn main() {
    println!("cargo::rerun-if-changed=content");
    println!("cargo::rerun-if-changed=assets");
}
