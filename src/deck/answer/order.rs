//! Orders: how much of one is in order.

/// What became of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordered {
    /// For each position given, whether the right item stands there.
    pub in_place: Vec<bool>,
    /// The positions given that form the longest part which is in order: these can stay, the others
    /// must move.
    pub kept: Vec<usize>,
}

/// Judges an order of `count` items: the length of the longest ordered part by their number. What is no
/// item, or an item for the second time, counts for nothing.
pub(super) fn judge(count: usize, given: &[usize]) -> (f32, Ordered) {
    let in_place =
        given.iter().enumerate().map(|(position, item)| position == *item && *item < count).collect();
    let kept = longest_rising(count, given);
    let perfect = given.len() == count && kept.len() == count;
    let part = if count == 0 { 0.0 } else { kept.len() as f32 / count as f32 };
    // All items in order with strays between them are not a right answer.
    let credit = if perfect { 1.0 } else { part.min(MOST) };
    (credit, Ordered { in_place, kept })
}

/// A faulty order is never worth more.
const MOST: f32 = 0.99;

/// Positions of a longest strictly rising subsequence of the items below `count`, in O(n log n).
fn longest_rising(count: usize, given: &[usize]) -> Vec<usize> {
    // `ends[l]` is the (item, position) that ends the lowest rising sequence of length l + 1 so far.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; given.len()];
    for (position, item) in given.iter().enumerate().filter(|(_, item)| **item < count) {
        let length = ends.partition_point(|(end, _)| end < item);
        let previous = length.checked_sub(1).and_then(|at| ends.get(at)).map(|(_, position)| *position);
        if let Some(slot) = before.get_mut(position) {
            *slot = previous;
        }
        match ends.get_mut(length) {
            Some(end) => *end = (*item, position),
            None => ends.push((*item, position)),
        }
    }
    let last = ends.last().map(|(_, position)| *position);
    let mut kept: Vec<usize> =
        std::iter::successors(last, |position| before.get(*position).copied().flatten()).collect();
    kept.reverse();
    kept
}

#[cfg(test)]
mod tests {
    use super::judge;

    #[test]
    fn the_longest_ordered_part_counts() {
        for (given, credit, kept) in [
            (vec![0, 1, 2, 3], 1.0, vec![0, 1, 2, 3]),
            (vec![1, 0, 2, 3], 0.75, vec![1, 2, 3]),
            (vec![3, 2, 1, 0], 0.25, vec![3]),
            (vec![0, 0, 9, 1, usize::MAX], 0.5, vec![1, 3]),
            (vec![0, 1, 7, 2, 3], 0.99, vec![0, 1, 3, 4]),
            (vec![], 0.0, vec![]),
        ] {
            let (found, ordered) = judge(4, &given);
            assert_eq!((found, ordered.kept), (credit, kept), "{given:?}");
        }
        assert_eq!(judge(0, &[0]).0, 0.0);
    }
}
