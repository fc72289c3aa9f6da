use serde::{Deserialize, Serialize};

/// One to five whole stars, five the best.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Rating(u8);

impl Rating {
    /// Every rating, the lowest first.
    pub const ALL: [Rating; 5] = [Rating(1), Rating(2), Rating(3), Rating(4), Rating(5)];

    /// The rating of that many stars; nothing where `stars` is not from 1 to 5.
    pub const fn new(stars: u8) -> Option<Rating> {
        if stars >= 1 && stars <= 5 { Some(Rating(stars)) } else { None }
    }

    /// How many stars: 1 to 5.
    pub const fn stars(self) -> u8 {
        self.0
    }

    /// Where this rating stands in a [`Summary::histogram`]: 0 to 4.
    const fn slot(self) -> usize {
        self.0 as usize - 1
    }
}

impl TryFrom<u8> for Rating {
    type Error = &'static str;

    fn try_from(stars: u8) -> Result<Rating, &'static str> {
        Rating::new(stars).ok_or("a rating is 1 to 5 whole stars")
    }
}

impl From<Rating> for u8 {
    fn from(rating: Rating) -> u8 {
        rating.0
    }
}

/// What all published reviews of one subject come to.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Summary {
    /// How many reviews there are.
    pub count: u64,
    /// The mean number of stars, unrounded; nothing where there is no review.
    pub mean: Option<f64>,
    /// How many reviews gave one star, two, … five.
    pub histogram: [u64; 5],
}

impl Summary {
    /// The summary of that many ones, twos, … fives.
    pub fn from_histogram(histogram: [u64; 5]) -> Summary {
        let count = histogram.iter().sum::<u64>();
        let stars: u64 = histogram.iter().zip(1_u64..).map(|(reviews, stars)| reviews * stars).sum();
        let mean = (count > 0).then(|| stars as f64 / count as f64);
        Summary { count, mean, histogram }
    }

    /// Counts one more review.
    pub fn add(&mut self, rating: Rating) {
        self.change(rating, |reviews| reviews.saturating_add(1));
    }

    /// Counts one review less; a rating that was not counted changes nothing.
    pub fn remove(&mut self, rating: Rating) {
        self.change(rating, |reviews| reviews.saturating_sub(1));
    }

    fn change(&mut self, rating: Rating, change: impl Fn(u64) -> u64) {
        let mut histogram = self.histogram;
        if let Some(reviews) = histogram.get_mut(rating.slot()) {
            *reviews = change(*reviews);
        }
        *self = Summary::from_histogram(histogram);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stars(number: u8) -> Rating {
        Rating::new(number).unwrap()
    }

    #[test]
    fn ratings_are_one_to_five() {
        assert_eq!(Rating::new(0), None);
        assert_eq!(Rating::new(6), None);
        assert_eq!(Rating::ALL.map(Rating::stars), [1, 2, 3, 4, 5]);
        assert_eq!(serde_json::from_str::<Rating>("5").unwrap(), stars(5));
        for bad in ["0", "6", "2.5", "\"5\"", "null", "-1", "256"] {
            assert!(serde_json::from_str::<Rating>(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_summary_follows_its_reviews() {
        let mut summary = Summary::default();
        assert_eq!(
            serde_json::to_string(&summary).unwrap(),
            r#"{"count":0,"mean":null,"histogram":[0,0,0,0,0]}"#
        );
        summary.add(stars(5));
        summary.add(stars(2));
        assert_eq!(summary, Summary { count: 2, mean: Some(3.5), histogram: [0, 1, 0, 0, 1] });
        summary.remove(stars(5));
        assert_eq!(summary.mean, Some(2.0));
        summary.remove(stars(4));
        summary.remove(stars(2));
        assert_eq!(summary, Summary::from_histogram([0; 5]));
    }
}
