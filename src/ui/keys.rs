//! Keys as text, `Ctrl+Shift+K`, and as egui knows them.

use egui::{Event, Key, Modifiers, Ui};

/// Reads keys; `None` where that is none.
pub fn parse(text: &str) -> Option<(Modifiers, Key)> {
    let mut modifiers = Modifiers::NONE;
    let mut key = None;
    for part in text.split('+') {
        match part {
            "Ctrl" => modifiers |= Modifiers::COMMAND,
            "Alt" => modifiers |= Modifiers::ALT,
            "Shift" => modifiers |= Modifiers::SHIFT,
            "," => key = Some(Key::Comma),
            name => key = Some(Key::from_name(name)?),
        }
    }
    Some((modifiers, key?))
}

/// Keys that do nothing else when something is typed.
pub fn is_function(key: Key) -> bool {
    key.name().strip_prefix('F').is_some_and(|number| number.parse::<u8>().is_ok())
}

/// The keys that were just pressed together, as text. Keys that move the focus or mean yes or no are left
/// to the window.
pub fn recorded(ui: &Ui) -> Option<String> {
    ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::Key { key, pressed: true, modifiers, .. }
                if !matches!(key, Key::Escape | Key::Tab | Key::Enter | Key::Space) || modifiers.command =>
            {
                let mut text = String::new();
                for (held, name) in
                    [(modifiers.command, "Ctrl+"), (modifiers.alt, "Alt+"), (modifiers.shift, "Shift+")]
                {
                    text += if held { name } else { "" };
                }
                let name = if *key == Key::Comma { "," } else { key.name() };
                Some(text + name)
            }
            _ => None,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::ACTIONS;

    #[test]
    fn all_keys_of_the_table_are_known() {
        for entry in ACTIONS.iter().filter(|entry| !entry.keys.is_empty()) {
            assert!(parse(entry.keys).is_some(), "{}", entry.keys);
        }
        assert_eq!(parse("Ctrl+"), None);
        assert_eq!(parse("Ctrl+Nothing"), None);
        assert!(is_function(Key::F1) && !is_function(Key::F));
    }
}
