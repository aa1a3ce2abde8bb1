//! The spellings that people use for a run, each understood as it is meant.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use downhill::{
    AdaGrad, Adam, AdamW, Bounds, Momentum, Optimizer, Preset, RmsProp, Rule, RunConfig, Sgd,
};

/// The optimizers that a text of racers names.
fn optimizers(racers: &str) -> Vec<Optimizer> {
    let config = RunConfig::from_fields(&[("racers", racers)]).unwrap();
    config.racers.iter().map(|racer| racer.optimizer).collect()
}

fn labels(racers: &str) -> Vec<String> {
    let config = RunConfig::from_fields(&[("racers", racers)]).unwrap();
    config.labels()
}

fn sgd(lr: f64) -> Optimizer {
    Optimizer::Sgd(Sgd { lr, ..Sgd::DEFAULT })
}

fn adam(lr: f64, betas: [f64; 2]) -> Optimizer {
    Optimizer::Adam(Adam { lr, betas, ..Adam::DEFAULT })
}

#[test]
fn racers_are_separated_by_blanks_or_commas_or_both() {
    let both = vec![sgd(0.02), adam(0.1, [0.9, 0.999])];
    for racers in [
        "sgd adam(lr=0.1)",
        "sgd,adam(lr=0.1)",
        "sgd, adam(lr=0.1)",
        "  sgd \n\t adam(lr=0.1)  ",
        "sgd,,adam(lr=0.1),",
        "sgd() adam( lr=0.1 )",
    ] {
        assert_eq!(optimizers(racers), both, "{racers:?}");
    }
}

#[test]
fn settings_bear_blanks_and_any_way_of_writing_a_number() {
    assert_eq!(optimizers("adam( lr=0.1 , betas=0.9:0.999 )#my%20Adam"), [adam(0.1, [0.9, 0.999])]);
    assert_eq!(optimizers("adam(betas=.5 : .25,lr=.1)"), [adam(0.1, [0.5, 0.25])]);
    for number in ["0.1", ".1", "1e-1", "+0.1", "0.10", "10E-2", "00.1"] {
        assert_eq!(optimizers(&format!("sgd(lr={number})")), [sgd(0.1)], "{number}");
    }
    assert_eq!(optimizers("sgd(lr=1.)"), [sgd(1.0)]);
}

#[test]
fn every_setting_of_every_optimizer_can_be_written() {
    let (lr, eps) = (0.5, 1e-6);
    assert_eq!(
        optimizers("momentum(lr=0.5,momentum=0.8,dampening=0.25,dampFirstStep=false)"),
        [Optimizer::Momentum(Momentum {
            lr,
            momentum: 0.8,
            dampening: 0.25,
            damp_first_step: false,
            nesterov: false,
            ..Momentum::DEFAULT
        })]
    );
    assert_eq!(
        optimizers("momentum(lr=0.5,momentum=0.8,dampening=0,dampFirstStep=false,nesterov=true)"),
        [Optimizer::Momentum(Momentum {
            lr,
            momentum: 0.8,
            dampening: 0.0,
            damp_first_step: false,
            nesterov: true,
            ..Momentum::DEFAULT
        })]
    );
    assert_eq!(
        optimizers("adamw(lr=0.5,betas=0.8:0.99,eps=1e-6,weightDecay=0.1)"),
        [Optimizer::AdamW(AdamW {
            lr,
            betas: [0.8, 0.99],
            eps,
            weight_decay: 0.1,
            amsgrad: false
        })]
    );
    let given = "adagrad(lr=0.5,eps=1e-6) rmsprop(eps=1e-6,alpha=0.9,lr=0.5)";
    assert_eq!(
        optimizers(given),
        [
            Optimizer::AdaGrad(AdaGrad { lr, eps, ..AdaGrad::DEFAULT }),
            Optimizer::RmsProp(RmsProp { lr, alpha: 0.9, eps, ..RmsProp::DEFAULT })
        ]
    );
    assert_eq!(
        optimizers("adam(lr=0.5,betas=0.8:0.99,eps=1e-6,biasCorrection=false)"),
        [Optimizer::Adam(Adam {
            lr,
            betas: [0.8, 0.99],
            eps,
            bias_correction: false,
            ..Adam::DEFAULT
        })]
    );
}

#[test]
fn a_label_is_percent_decoded_and_ends_at_a_blank_or_a_comma() {
    assert_eq!(labels("adam#my%20Adam,sgd#x sgd#y"), ["my Adam", "x", "y"]);
    assert_eq!(labels("adam#%CE%B2%E2%82%82%3D0.99"), ["β₂=0.99"]);
    assert_eq!(labels("adam#β₂=0.99 sgd#a+b"), ["β₂=0.99", "a+b"]);
    assert_eq!(labels("adam#50% sgd#%zz sgd#%4"), ["50%", "%zz", "%4"]);
    assert_eq!(labels("adam#a#b sgd#(fast)"), ["a#b", "(fast)"]);
    assert_eq!(labels("adam(label=slow one)"), ["slow one"]);
}

#[test]
fn a_colour_goes_with_and_without_its_sign_and_in_any_case() {
    for racers in ["sgd(color=ab12ef)", "sgd(color=#AB12ef)", "sgd( color=AB12EF )#x"] {
        let config = RunConfig::from_fields(&[("racers", racers)]).unwrap();
        assert_eq!(config.racers[0].color.as_deref(), Some("#ab12ef"), "{racers}");
    }
    // All digits, and what would read as a number with an exponent.
    for color in ["123456", "12e456"] {
        let config: RunConfig = format!("racers=sgd(color={color})").parse().unwrap();
        assert_eq!(config.racers[0].color, Some(format!("#{color}")));
    }
}

#[test]
fn numbers_of_a_list_are_separated_by_commas_colons_or_blanks() {
    for start in ["0.5,-0.25", "0.5 -0.25", "0.5:-0.25", " 0.5 , -0.25 ", ".5\t-.25", "5e-1,-25e-2"]
    {
        let config = RunConfig::from_fields(&[("start", start)]).unwrap();
        assert_eq!(config.start, [0.5, -0.25], "{start:?}");
    }
    for view in ["-2:3,-4:5", "-2 3 -4 5", "-2,3,-4,5", "-2:3, -4:5"] {
        let config = RunConfig::from_fields(&[("view", view)]).unwrap();
        assert_eq!(config.view, Bounds { x: [-2.0, 3.0], y: [-4.0, 5.0] }, "{view:?}");
    }
    let config: RunConfig = "levels=0 0.5,1:2.5".parse().unwrap();
    assert_eq!(config.levels, Some(vec![0.0, 0.5, 1.0, 2.5]));
}

#[test]
fn fields_come_in_any_order_and_empty_ones_between_them_are_nothing() {
    let text: RunConfig = "preset=article-gif&steps=7&start=1,1".parse().unwrap();
    let other_text: RunConfig = "&start=1,1&&steps= 7 &preset= article-gif&".parse().unwrap();
    assert_eq!(text, other_text);
    assert_eq!(text, RunConfig { steps: 7, start: [1.0, 1.0], ..Preset::ArticleGif.config() });
    assert_eq!("".parse(), Ok(RunConfig::default()));
    assert_eq!("steps=1e2".parse(), Ok(RunConfig::default()));
}

#[test]
fn a_run_is_printed_as_one_plain_line() {
    let config: RunConfig = "steps=9&racers=sgd adam(lr=1e-9)#my%20Adam".parse().unwrap();
    assert_eq!(
        config.to_string(),
        "objective=gaussian&view=-1:1,-1:1&levels=0,0.15,0.3,0.45,0.6,0.75,0.9,1.05\
         &start=0.75,-0.75&racers=sgd(lr=0.02),\
         adam(lr=1e-9,betas=0.9:0.999,eps=1e-8,biasCorrection=true)#my%20Adam&steps=9"
    );
}
