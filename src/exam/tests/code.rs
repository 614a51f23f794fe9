//! Codes can be read out and typed in, and a slip is noticed.

use super::{DECKS, LETTERS, PINGS, decks_of, good, paper, with};
use crate::exam::{CodeError, Paper, PaperCode};
use std::collections::BTreeSet;

fn read(text: &str) -> Result<PaperCode, CodeError> {
    text.parse()
}

#[test]
fn golden_codes() {
    assert_eq!(PaperCode::new(0, 0, 0).to_string(), "0000-0000-0000-03ZZ");
    assert_eq!(PaperCode::new(u64::MAX, u64::MAX, u32::MAX).to_string(), "ZZZZ-ZZZZ-ZZZZ-ZZMY");
    assert_eq!(PaperCode::new(0x123, 0x45_6789, 0xabcd_ef01).to_string(), "28T5-CY4T-QKFF-04ZF");
}

#[test]
fn typing_is_forgiven() {
    let code = PaperCode::new(0x123, 0x45_6789, 1);
    let text = code.to_string();
    let loose = [
        text.to_lowercase(),
        text.replace('-', ""),
        text.replace('-', " "),
        format!("  {}\t", text.replace('-', " – ")),
        text.replace('0', "O").replace('1', "l"),
        text.replace('0', "o").replace('1', "I"),
        text.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).expect("full width")).collect(),
    ];
    for typed in loose {
        assert_eq!(read(&typed), Ok(code), "{typed}");
    }
}

#[test]
fn every_single_slip_is_noticed() {
    let signs: Vec<char> = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().collect();
    for seed in [0, 1, 77, u32::MAX] {
        let text: Vec<char> =
            PaperCode::new(0xabc, 0xdef_012, seed).to_string().replace('-', "").chars().collect();
        let (mut wrong, mut all) = (BTreeSet::new(), 0);
        for at in 0..text.len() {
            for sign in signs.iter().filter(|sign| **sign != text[at]) {
                let mut typed = text.clone();
                typed[at] = *sign;
                all += 1;
                wrong.extend(read(&typed.iter().collect::<String>()).ok().map(|_| typed));
            }
            if at > 0 && text[at] != text[at - 1] {
                let mut typed = text.clone();
                typed.swap(at, at - 1);
                all += 1;
                wrong.extend(read(&typed.iter().collect::<String>()).ok().map(|_| typed));
            }
        }
        assert!(wrong.is_empty() && all > 500, "{wrong:?}");
    }
}

#[test]
fn faults_are_told_apart() {
    assert_eq!(read("0000"), Err(CodeError::Length { found: 4 }));
    assert_eq!(read(""), Err(CodeError::Length { found: 0 }));
    assert_eq!(read("0000-0000-0000-0000-0"), Err(CodeError::Length { found: 17 }));
    assert_eq!(read("0000-0000-0000-000U"), Err(CodeError::Sign('U')));
    assert_eq!(read("0000-0000-0000-00考0"), Err(CodeError::Sign('考')));
    assert_eq!(read("0000-0000-0000-0000"), Err(CodeError::Mistyped));
    let paper = paper(5);
    let exams = [good()];
    assert_eq!(Paper::of_code(paper.code, &exams, &DECKS), Ok(paper.clone()));
    assert_eq!(Paper::of_code(paper.code, &[], &DECKS), Err(CodeError::NoSuchBlueprint));
    let other = CodeError::OtherContent { blueprint: "good".to_owned() };
    let edited = decks_of(&[&LETTERS.replace("a is a vowel.", "a is one."), PINGS]);
    assert_eq!(Paper::of_code(paper.code, &exams, &edited), Err(other.clone()));
    let blueprint = with("(title: \"One\", count: 1)");
    assert_eq!(Paper::of_code(paper.code, &[blueprint], &DECKS), Err(other));
}

#[test]
fn other_decks_do_not_matter() {
    let third = LETTERS.replace("\"letters\"", "\"third\"");
    let more = decks_of(&[LETTERS, PINGS, &third]);
    let carriage = decks_of(&[&LETTERS.replace('\n', "\r\n"), &PINGS.replace('\n', "\r\n")]);
    let (blueprint, all) = (good(), with("(title: \"One\", count: 1)"));
    assert_eq!(blueprint.content(&DECKS), blueprint.content(&more));
    assert_eq!(blueprint.content(&DECKS), blueprint.content(&carriage));
    assert_ne!(all.content(&DECKS), all.content(&more), "it draws from all decks");
    let flip = decks_of(&[&LETTERS.replace("back: \"b\"", "back: \"c\""), PINGS]);
    assert_eq!(blueprint.content(&DECKS), blueprint.content(&flip), "what can't be drawn does not matter");
}
