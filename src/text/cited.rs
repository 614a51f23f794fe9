//! A citation as it is read. Standards number some steps in words of their own language: `§3.10.7.4 (fifth)`.

use super::{Lang, say_with};

/// The numbers that a step may have.
const STEPS: [&str; 8] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

/// A citation in a language: the number of a step is said in it, all else stays as it is written.
pub fn cited(text: &str, lang: Lang) -> String {
    let parts = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    match parts.filter(|(_, step)| STEPS.contains(step)) {
        Some((section, step)) => {
            say_with(lang, "cite-step", &[("section", section.into()), ("step", step.into())])
        }
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_number_of_a_step_is_translated() {
        let of = "RFC 9293 §3.10.7.4 (seventh)";
        assert_eq!(cited(of, Lang::En), of);
        assert_eq!(cited(of, Lang::Zh), "RFC 9293 §3.10.7.4（第七步）");
        for same in ["RFC 9293 §3.5", "RFC 9293 §3.8.3 (MUST-15)", "(first)", "RFC 793"] {
            assert_eq!(cited(same, Lang::Zh), same);
        }
        for step in STEPS {
            let said = cited(&format!("§1 ({step})"), Lang::Zh);
            assert!(said.starts_with("§1（第") && !said.contains(step), "{said}");
        }
    }
}
