//! What is asked of a figure that may be right but looks unlike the ones before. An answer is a reason, not a change.

use domain::cycle::FigureEntry;
use domain::{Decimal, Measure, Period, Reading, Scale, Unit};

/// One thing to ask before a figure is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The name of the rule, a fixed word: `sign-changed`.
    pub rule: &'static str,
    /// The question.
    pub says: String,
}

/// What to ask of an entry, given the values that the same measure had before, in order of time; those that may not be
/// compared (across a break) are the caller's to leave out. At most one question about the size of the value.
pub fn questions(measure: &Measure, entry: &FigureEntry, earlier: &[(&Period, Decimal)]) -> Vec<Question> {
    let mut asked = Vec::new();
    if let Reading::Figure(figure) = entry.reading {
        let of_value = Asked { measure, value: figure.value, earlier };
        let size = of_value.slip().or_else(|| of_value.size());
        asked.extend(of_value.plausible().into_iter().chain(of_value.sign()).chain(size));
    }
    if let Some(forecast) = entry.forecast {
        let of_forecast = Asked { measure, value: forecast, earlier: &[] };
        asked.extend(of_forecast.plausible().map(|question| Question {
            rule: "forecast-not-plausible",
            says: format!("Of the forecast: {}", question.says),
        }));
    }
    asked
}

struct Asked<'a> {
    measure: &'a Measure,
    value: Decimal,
    earlier: &'a [(&'a Period, Decimal)],
}

impl Asked<'_> {
    fn written(&self) -> String {
        self.measure.write(self.value)
    }

    fn ask(&self, rule: &'static str, rest: String) -> Option<Question> {
        let ends = if rest.ends_with('?') { "" } else { " Is it right?" };
        Some(Question { rule, says: format!("{} {rest}{ends}", self.written()) })
    }

    /// The value last reported, as `53.0% in 2025-26-Q1`.
    fn last(&self) -> Option<(Decimal, String)> {
        let (period, value) = self.earlier.last()?;
        Some((*value, format!("{} in {period}", self.measure.write(*value))))
    }

    fn plausible(&self) -> Option<Question> {
        let (low, high) = self.measure.plausible.filter(|(low, high)| self.value < *low || *high < self.value)?;
        let range = format!(
            "lies outside what is plausible for this measure, {} to {}.",
            self.measure.write(low),
            self.measure.write(high)
        );
        self.ask("not-plausible", range)
    }

    /// The other side of zero from every value before; or none at all where there always were some.
    fn sign(&self) -> Option<Question> {
        if matches!(self.measure.unit, Unit::YesNo | Unit::Level) {
            return None;
        }
        let (_, last) = self.last()?;
        let all = |holds: fn(&Decimal) -> bool| self.earlier.iter().all(|(_, value)| holds(value));
        let above = |value: &Decimal| *value > Decimal::ZERO;
        let below = |value: &Decimal| *value < Decimal::ZERO;
        if (below(&self.value) && all(above)) || (above(&self.value) && all(below)) {
            return self.ask("sign-changed", format!("has another sign than every value before it ({last})."));
        }
        if self.value.is_zero() && self.earlier.iter().all(|(_, value)| !value.is_zero()) {
            let says = format!("was never reported before ({last}): a zero is counted, a blank is not.");
            return self.ask("zero-for-the-first-time", says);
        }
        None
    }

    /// A fraction for a percentage or the other way, thousands or millions for pounds.
    fn slip(&self) -> Option<Question> {
        let unit = self.measure.unit;
        let size = self.value.abs();
        if size.is_zero() {
            return None;
        }
        let scale = Decimal::from(10_u64.pow(self.measure.scale.divisor_places()));
        if self.measure.scale != Scale::One && size < scale.checked_div(Decimal::ONE_HUNDRED)? {
            let counted = if unit == Unit::Pounds { "in single pounds" } else { "in full" };
            let says = format!("is {counted}, and this measure is printed as {}.", self.measure.write(scale));
            return self.ask("thousands-or-millions", says);
        }
        if unit.is_percentage()
            && size < Decimal::ONE
            && self.earlier.iter().all(|(_, value)| value.abs() >= Decimal::ONE)
        {
            let last = self.last().map_or(String::new(), |(_, last)| format!(" (it was {last})"));
            let meant = self.measure.padded(self.value.checked_mul(Decimal::ONE_HUNDRED)?);
            let says = format!("is less than one per cent{last}. Was {} meant?", self.measure.write(meant));
            return self.ask("percent-or-fraction", says);
        }
        let (last, written) = self.last()?;
        let hundredfold = |large: Decimal, small: Decimal| {
            let near = |times: u32| small.checked_mul(times.into());
            Some(near(80)? <= large && large <= near(125)?)
        };
        let last = last.abs();
        if matches!(unit, Unit::Ratio | Unit::Percent | Unit::PercentUnmarked)
            && !last.is_zero()
            && (hundredfold(size, last)? || hundredfold(last, size)?)
        {
            let says = format!("is about a hundredfold or a hundredth of what it was, {written}.");
            return self.ask("percent-or-fraction", says);
        }
        None
    }

    /// Ten times every value before, or a tenth of every one.
    fn size(&self) -> Option<Question> {
        if matches!(self.measure.unit, Unit::YesNo | Unit::Level) || self.value.is_zero() {
            return None;
        }
        let (_, last) = self.last()?;
        let size = self.value.abs();
        let sizes = || self.earlier.iter().map(|(_, value)| value.abs());
        let (least, most) = (sizes().min()?, sizes().max()?);
        // Small counts leap: 1, then 12, is no slip of the pen.
        let few = Decimal::from(20);
        if self.measure.unit == Unit::Count && size.max(most) < few {
            return None;
        }
        if !most.is_zero() && size >= most.checked_mul(Decimal::TEN)? {
            return self.ask("ten-times", format!("is ten times or more what was ever reported before ({last})."));
        }
        if size.checked_mul(Decimal::TEN)? <= least {
            return self.ask("a-tenth", format!("is a tenth or less of what was ever reported before ({last})."));
        }
        None
    }
}
