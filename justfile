# What is done every day. `just` lists it.

_list:
    @just --list --unsorted

# Formatting, the core alone, and clippy with warnings as errors
check:
    cargo fmt --check
    cargo check --no-default-features
    cargo clippy --all-targets -- -D warnings

# All tests, or those whose names hold a word
test *words:
    cargo test {{ words }}

# All that must hold before a change lands
ci:
    .ci/run

# The window, optimised
run *arguments:
    cargo run --release -- {{ arguments }}

# Decks and machines through the checker; without a path the shipped ones
decks *paths:
    cargo run --quiet -- check {{ if paths == "" { "content" } else { paths } }}

# The words of both languages: complete, used, well set
words:
    cargo test house::words

# The machine's whole table; `just table always` takes a changed one over
table update="no":
    INSTA_UPDATE={{ update }} cargo test table

# Licences and sources of the dependencies; needs cargo-deny
deny:
    cargo deny check licenses sources bans

# Pictures of every screen in both languages, themes and three sizes, with contact sheets, into target/gallery
gallery folder="target/gallery":
    GALLERY={{ folder }} cargo test --test main gallery::every_screen -- --ignored
