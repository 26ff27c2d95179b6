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

/// The natural logarithm of a positive, normal number, to five digits.
#[inline]
pub(super) fn ln_f32(x: f32) -> f32 {
    let shifted = x.to_bits().wrapping_sub(0x3F35_04F3);
    let exponent = (shifted as i32 >> 23) as f32;
    let fraction = f32::from_bits((shifted & 0x007F_FFFF).wrapping_add(0x3F35_04F3));
    let s = (fraction - 1.0) / (fraction + 1.0);
    let square = s * s;
    exponent * std::f32::consts::LN_2 + 2.0 * s * (1.0 + square * (1.0 / 3.0 + square * (1.0 / 5.0)))
}

/// `e` to the power of a number between -700 and 700, to five digits; beyond, that of the nearest of these.
#[inline]
pub(super) fn exp(x: f64) -> f64 {
    // Adding this rounds to a whole number, which then stands in the last bits. (Rounding by itself is a library call.)
    const ROUND: f64 = 6_755_399_441_055_744.0;
    let power = x.clamp(-700.0, 700.0) * (1.0 / LN_2);
    let shifted = power + ROUND;
    let x = (power - (shifted - ROUND)) * LN_2;
    let series = 1.0 + x * (1.0 + x * (1.0 / 2.0 + x * (1.0 / 6.0 + x * (1.0 / 24.0 + x * (1.0 / 120.0)))));
    f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52) * series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_agree_with_the_standard_library() {
        for n in 1..20_000 {
            let x = f64::from(n) * 0.003;
            assert!((ln(x) - x.ln()).abs() < 1e-8, "ln {x}");
            assert!((ln_f32(x as f32) - x.ln() as f32).abs() < 1e-5, "ln_f32 {x}");
            assert!((ln(1e-30 * x) - (1e-30 * x).ln()).abs() < 1e-7);
            let exact = (-x).exp();
            assert!((exp(-x) - exact).abs() <= 1e-5 * exact, "exp -{x}");
            assert!((exp(x) - x.exp()).abs() <= 1e-5 * x.exp(), "exp {x}");
        }
        assert!(exp(-1e30) > 0.0 && exp(-1e30) < 1e-300);
        assert!((exp(0.0) - 1.0).abs() < 1e-9);
    }
}
