//! Input that is left out takes the documented default.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use downhill::{
    AdaGrad, Adam, AdamW, Bounds, Momentum, Optimizer, Preset, RmsProp, Rule, RunConfig, Sgd,
    objectives,
};
use serde_json::json;

fn read(json: serde_json::Value) -> RunConfig {
    serde_json::from_value(json).unwrap()
}

fn labels(racers: &str) -> Vec<String> {
    let config: RunConfig = format!("racers={racers}").parse().unwrap();
    config.labels()
}

fn colors(config: &RunConfig) -> Vec<Option<&str>> {
    config.racers.iter().map(|racer| racer.color.as_deref()).collect()
}

#[test]
fn the_default_run_is_the_articles_code() {
    let article = RunConfig::default();
    assert_eq!(article.objective.entry().unwrap().name, "gaussian");
    assert_eq!(article.view, Bounds { x: [-1.0, 1.0], y: [-1.0, 1.0] });
    assert_eq!(article.levels, Some(vec![0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.05]));
    assert_eq!(article.start, [0.75, -0.75]);
    assert_eq!(article.steps, 100);
    let (lr, eps) = (0.02, 1e-8);
    let optimizers: Vec<Optimizer> = article.racers.iter().map(|racer| racer.optimizer).collect();
    assert_eq!(
        optimizers,
        [
            Optimizer::Sgd(Sgd { lr, weight_decay: 0.0, maximize: false }),
            Optimizer::Momentum(Momentum {
                lr,
                momentum: 0.9,
                dampening: 0.9,
                damp_first_step: true,
                nesterov: false,
                weight_decay: 0.0,
                maximize: false,
            }),
            Optimizer::AdaGrad(AdaGrad {
                lr,
                eps,
                lr_decay: 0.0,
                initial_accumulator_value: 0.0,
                weight_decay: 0.0,
            }),
            Optimizer::RmsProp(RmsProp {
                lr,
                alpha: 0.99,
                eps,
                momentum: 0.0,
                centered: false,
                weight_decay: 0.0,
            }),
            Optimizer::Adam(Adam {
                lr,
                betas: [0.9, 0.999],
                eps,
                bias_correction: true,
                amsgrad: false,
                weight_decay: 0.0
            }),
        ]
    );
    assert_eq!(article.labels(), ["SGD", "SGD+Momentum", "AdaGrad", "RMSProp", "Adam"]);
    assert_eq!(colors(&article), [None; 5]);
    for same in [json!({}), json!(null), json!({"preset": "article"}), json!({"steps": null})] {
        assert_eq!(read(same), article);
    }
    assert_eq!(Preset::Article.config(), article);
}

#[test]
fn the_gifs_run_differs_in_three_settings_and_has_matplotlibs_colours() {
    let gif = read(json!({"preset": "article-gif"}));
    let mut expected = RunConfig {
        levels: Some(vec![-0.05, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 1.0]),
        ..RunConfig::default()
    };
    let (lr, eps) = (0.02, 1e-8);
    expected.racers[3].optimizer =
        Optimizer::RmsProp(RmsProp { lr, alpha: 0.9, eps, ..RmsProp::DEFAULT });
    expected.racers[4].optimizer = Optimizer::Adam(Adam {
        lr,
        betas: [0.9, 0.99],
        eps,
        bias_correction: true,
        amsgrad: false,
        weight_decay: 0.0,
    });
    let matplotlibs = ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd"];
    for (racer, color) in expected.racers.iter_mut().zip(matplotlibs) {
        racer.color = Some(color.to_owned());
    }
    assert_eq!(gif, expected);
    assert_eq!(Preset::ArticleGif.config(), gif);
}

#[test]
fn a_setting_left_out_is_the_usual_one_and_a_rate_left_out_the_objectives_own() {
    for entry in objectives() {
        for &(kind, lr) in entry.learning_rates {
            let config = read(json!({
                "objective": entry.name,
                "racers": [{"optimizer": kind.name()}],
            }));
            assert_eq!(config.racers[0].optimizer, kind.with_learning_rate(lr));
        }
    }
    let given = read(json!({"racers": [{"optimizer": "adam", "eps": 0.5}]}));
    let adam = Adam {
        lr: 0.02,
        betas: [0.9, 0.999],
        eps: 0.5,
        bias_correction: true,
        amsgrad: false,
        weight_decay: 0.0,
    };
    assert_eq!(given.racers[0].optimizer, Optimizer::Adam(adam));
}

#[test]
fn momentum_is_torchs_unless_it_is_written_out() {
    let torchs = Momentum {
        lr: 0.02,
        momentum: 0.9,
        dampening: 0.0,
        damp_first_step: false,
        nesterov: false,
        weight_decay: 0.0,
        maximize: false,
    };
    for json in [
        json!({"racers": [{"optimizer": "momentum"}]}),
        json!({"preset": "article-gif", "racers": [{"optimizer": "momentum"}]}),
        json!({"objective": "gaussian", "racers": [{"optimizer": "momentum"}]}),
        json!({"objective": {"formula": "x^2 + y^2"}, "racers": [{"optimizer": "momentum"}]}),
    ] {
        let config = read(json);
        assert_eq!(config.racers[0].optimizer, Optimizer::Momentum(torchs));
    }
}

#[test]
fn a_rule_that_an_objective_does_not_name_takes_the_rate_of_the_rule_it_goes_by() {
    let rate = |objective: &str, optimizer: &str| {
        let config = read(json!({"objective": objective, "racers": [{"optimizer": optimizer}]}));
        *config.racers[0].optimizer.clone().learning_rate_mut()
    };
    for entry in objectives() {
        assert_eq!(rate(entry.name, "adamw"), rate(entry.name, "adam"), "{}", entry.name);
    }
    // These are Rosenbrock's rates for Adam and for SGD, which differ.
    assert_eq!((rate("rosenbrock", "adamw"), rate("rosenbrock", "sgd")), (0.2, 0.001));
    let formula = read(json!({
        "objective": {"formula": "x^2 + y^2"}, "racers": [{"optimizer": "adamw"}],
    }));
    let adamw =
        AdamW { lr: 0.02, betas: [0.9, 0.999], eps: 1e-8, weight_decay: 0.01, amsgrad: false };
    assert_eq!(formula.racers[0].optimizer, Optimizer::AdamW(adamw));
    assert_eq!(formula.labels(), ["AdamW"]);
}

#[test]
fn nesterov_is_written_only_where_it_is_true() {
    let plain: RunConfig = "racers=momentum(dampening=0,dampFirstStep=false)".parse().unwrap();
    let ahead: RunConfig =
        "racers=momentum(dampening=0,dampFirstStep=false,nesterov=true)".parse().unwrap();
    let written = |config: &RunConfig| {
        let json = serde_json::to_value(config).unwrap();
        let found = json["racers"][0].get("nesterov").cloned();
        assert_eq!(config.to_string().contains(",nesterov=true)"), found == Some(json!(true)));
        assert_eq!(&config.to_string().parse::<RunConfig>().unwrap(), config);
        assert_eq!(&read(json), config);
        found
    };
    assert_eq!((written(&plain), written(&ahead)), (None, Some(json!(true))));
    assert_ne!(plain, ahead);
}

#[test]
fn what_is_given_replaces_only_itself() {
    let article = RunConfig::default();
    assert_eq!(read(json!({"steps": 7})), RunConfig { steps: 7, ..article.clone() });
    assert_eq!(
        read(json!({"start": [0.9, -0.35], "objective": "gaussian"})),
        // The levels are those of the article's preset, and not the objective's. The racers stay.
        RunConfig { start: [0.9, -0.35], levels: None, ..article.clone() }
    );
    assert_eq!(
        read(json!({"view": {"y": [0, 1], "x": [-3, 3]}})),
        RunConfig { view: Bounds { x: [-3.0, 3.0], y: [0.0, 1.0] }, ..article }
    );
}

#[test]
fn a_label_names_the_first_setting_that_differs_from_others_of_its_rule() {
    assert_eq!(labels("adam(lr=0.1) sgd adam(lr=0.01)"), ["Adam 0.1", "SGD", "Adam 0.01"]);
    assert_eq!(labels("adam(eps=1e-3) adam"), ["Adam eps 0.001", "Adam eps 1e-8"]);
    assert_eq!(
        labels("adam(betas=0.9:0.99) adam adamw"),
        ["Adam betas 0.9, 0.99", "Adam betas 0.9, 0.999", "AdamW"]
    );
    assert_eq!(
        labels("momentum(dampFirstStep=true) momentum"),
        ["SGD+Momentum dampFirstStep true", "SGD+Momentum dampFirstStep false"]
    );
    // If some labels are still alike, the next setting is added.
    assert_eq!(
        labels("rmsprop(lr=1) rmsprop(lr=1,eps=0) rmsprop"),
        ["RMSProp 1 eps 1e-8", "RMSProp 1 eps 0", "RMSProp 0.02"]
    );
    let nesterov = "momentum(dampening=0,dampFirstStep=false,nesterov=true)";
    assert_eq!(labels(&format!("{nesterov} momentum")), ["Nesterov", "SGD+Momentum"]);
}

#[test]
fn racers_that_do_not_differ_are_numbered_from_the_second_on() {
    assert_eq!(labels("adam sgd adam#quick adam"), ["Adam", "SGD", "quick", "Adam 2"]);
    assert_eq!(labels("adam adam adam#Adam%202"), ["Adam", "Adam 3", "Adam 2"]);
    assert_eq!(labels("sgd sgd sgd(lr=1)"), ["SGD 0.02", "SGD 0.02 (2)", "SGD 1"]);
    // A racer with a label of its own needs no number.
    assert_eq!(labels("sgd#SGD sgd(lr=1)"), ["SGD", "SGD 2"]);
    let mut sixteen = labels(&"adam sgd(lr=1) sgd momentum ".repeat(4));
    sixteen.sort_unstable();
    sixteen.dedup();
    assert_eq!(sixteen.len(), 16);
}

#[test]
fn a_label_names_the_schedule_and_the_clipping_that_differ() {
    for (racers, expected) in [
        ("adam,adam(schedule=cosine)", ["Adam", "Adam cosine"]),
        ("adam(clipNorm=1),adam", ["Adam clipNorm 1", "Adam"]),
        (
            "sgd(clipValue=2,schedule=step),sgd(clipValue=0.5,schedule=step)",
            ["SGD clipValue 2", "SGD clipValue 0.5"],
        ),
        ("sgd(lr=0.1,schedule=step),sgd(lr=0.2)", ["SGD 0.1", "SGD 0.2"]),
        ("sgd(schedule=step,gamma=0.1),sgd(schedule=step,gamma=0.2)", ["SGD step", "SGD step (2)"]),
        ("sgd(schedule=step),adam(schedule=cosine)", ["SGD", "Adam"]),
    ] {
        assert_eq!(labels(racers), expected, "{racers}");
    }
}

#[test]
fn label_and_colour_are_written_only_where_they_were_chosen() {
    let config: RunConfig = "racers=sgd sgd(color=1F77B4) adam#Adam".parse().unwrap();
    assert_eq!(colors(&config), [None, Some("#1f77b4"), None]);
    let json = serde_json::to_value(&config).unwrap();
    assert_eq!(
        json["racers"],
        json!([
            {"optimizer": "sgd", "lr": 0.02},
            {"optimizer": "sgd", "lr": 0.02, "color": "#1f77b4"},
            {"optimizer": "adam", "lr": 0.02, "betas": [0.9, 0.999], "eps": 1e-8,
             "biasCorrection": true, "label": "Adam"},
        ])
    );
    assert_eq!(read(json), config);
    assert_eq!(config.to_string().parse::<RunConfig>().unwrap(), config);
}
