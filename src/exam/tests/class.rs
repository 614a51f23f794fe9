//! A class, against figures worked out by hand.

use super::sheet::sat;
use super::{DECKS, paper, right};
use crate::exam::{Certainty, Class, Results, Sheet};

/// A class of learners who each answer these items right and leave the others open.
fn class(right_items: &[&[usize]]) -> Class {
    let paper = paper(1);
    let sheet = |items: &&[usize]| {
        let sheet = sat(&paper, "x", |at, asked| items.contains(&at).then(|| (right(asked), Certainty::Low)));
        let results = Results::of(&sheet, &DECKS);
        (sheet, results)
    };
    let sheets: Vec<(Sheet, Results)> = right_items.iter().map(sheet).collect();
    Class::of(&sheets)
}

fn near(found: Option<f64>, wanted: f64) {
    assert!(found.is_some_and(|found| (found - wanted).abs() < 1e-9), "{found:?} {wanted}");
}

#[test]
fn facility_discrimination_and_alpha() {
    // Items 0 to 3 are worth one point, 4 to 6 two. Totals 4, 2, 1, 0.
    let class = class(&[&[0, 1, 4], &[0, 1], &[0], &[]]);
    assert_eq!(
        class.learners.iter().map(|learner| learner.total.points).collect::<Vec<_>>(),
        [4.0, 2.0, 1.0, 0.0]
    );
    let item = |at: usize| &class.items[at];
    near(item(0).facility, 0.75);
    near(item(1).facility, 0.5);
    near(item(4).facility, 0.25);
    near(item(5).facility, 0.0);
    assert_eq!((item(0).right, item(0).open, item(5).open), (3, 1, 4));
    // Item 0: 1, 1, 1, 0 against the rest 3, 1, 0, 0.
    near(item(0).discrimination, (1.0 / 3.0) / (0.25_f64 * 2.0).sqrt());
    // Item 1: 1, 1, 0, 0 against 3, 1, 1, 0.
    near(item(1).discrimination, 0.5 / (1.0_f64 / 3.0 * 19.0 / 12.0).sqrt());
    assert_eq!(item(5).discrimination, None, "the same for everybody");
    // Variances 1/4, 1/3 and 1 of the items, 35/12 of the totals, seven items.
    near(class.alpha, 7.0 / 6.0 * (1.0 - (0.25 + 1.0 / 3.0 + 1.0) / (35.0 / 12.0)));
}

#[test]
fn what_is_not_defined_is_not_told() {
    for learners in [&[&[0_usize][..]][..], &[&[0], &[]], &[&[0], &[0], &[0]]] {
        let class = class(learners);
        assert_eq!(class.alpha, None);
        assert!(class.items.iter().all(|item| item.discrimination.is_none()));
        assert!(class.items.iter().all(|item| item.facility.is_some()));
    }
    let none = Class::of(&[]);
    assert_eq!((none.learners.len(), none.items.len(), none.alpha), (0, 0, None));
}
