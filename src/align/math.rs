//! Logarithm and exponential, fast and the same on every platform.
//!
//! Scores are sums of millions of logarithms that need six digits. Those of the standard library are slower, are not
//! vectorised, and may differ in the last digit from one platform to the next.

const LN_2: f64 = std::f64::consts::LN_2;

/// The natural logarithm of a positive, normal number, to nine digits.
#[inline]
pub(super) fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    // Split so that the fraction lies between √½ and √2.
    let shifted = bits.wrapping_sub(0x3FE6_A09E_667F_3BCD);
    let exponent = (shifted as i64 >> 52) as f64;
    let fraction = f64::from_bits((shifted & 0x000F_FFFF_FFFF_FFFF).wrapping_add(0x3FE6_A09E_667F_3BCD));
    let s = (fraction - 1.0) / (fraction + 1.0);
    let square = s * s;
    let series = 1.0 + square * (1.0 / 3.0 + square * (1.0 / 5.0 + square * (1.0 / 7.0 + square * (1.0 / 9.0))));
    exponent * LN_2 + 2.0 * s * series
}

/// `e` to the power of a number that is not positive, to nine digits; 0 from -60 downwards.
#[inline]
pub(super) fn exp(x: f64) -> f64 {
    if x <= -60.0 {
        return 0.0;
    }
    let x = x.min(0.0);
    let power = (x * (1.0 / LN_2)).floor();
    let rest = x - power * LN_2 - 0.5 * LN_2;
    let series = |x: f64| {
        1.0 + x
            * (1.0
                + x * (1.0 / 2.0
                    + x * (1.0 / 6.0 + x * (1.0 / 24.0 + x * (1.0 / 120.0 + x * (1.0 / 720.0 + x * (1.0 / 5040.0)))))))
    };
    let scale = f64::from_bits(((1023 + power as i64) as u64) << 52);
    scale * series(rest) * std::f64::consts::SQRT_2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_agree_with_the_standard_library() {
        for n in 1..20_000 {
            let x = f64::from(n) * 0.003;
            assert!((ln(x) - x.ln()).abs() < 1e-8, "ln {x}");
            assert!((ln(1e-30 * x) - (1e-30 * x).ln()).abs() < 1e-7);
            let exact = (-x).exp();
            assert!((exp(-x) - exact).abs() <= 1e-8 * exact + 1e-25, "exp -{x}");
        }
        assert_eq!(exp(-1e30), 0.0);
        assert!((exp(0.0) - 1.0).abs() < 1e-8);
    }
}
