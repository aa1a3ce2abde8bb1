//! Hashes of trajectories, the same on every machine, natively and in WebAssembly.
//!
//! The constants are committed: where one changes, the numbers did, on that platform or for all.

/// 64-bit FNV-1a of a trajectory's bits, every number as eight bytes from the lowest on.
#[must_use]
pub fn hash_of(trajectory: &[f64]) -> u64 {
    trajectory
        .iter()
        .flat_map(|number| number.to_bits().to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

/// The runs, as lines of text, each with the hash of all its racers' trajectories, one after the
/// other in the order of the list, from the start to the run's last step.
#[must_use]
pub fn runs() -> Vec<(String, u64)> {
    RUNS.iter().map(|(line, hash)| ((*line).to_owned(), *hash)).collect()
}

const RUNS: [(&str, u64); 22] = [
    ("preset=article", 0x8274_2030_a8ac_3e7e),
    ("preset=article-gif", 0xf15c_575c_e697_1b0c),
    (
        "objective=gaussian&start=0.1294,-0.7869&steps=100&racers=\
          momentum(lr=0.00368,momentum=0.6679,dampening=0.6939,dampFirstStep=true),\
          rmsprop(lr=0.00119,alpha=0.9316,eps=1e-6),\
          momentum(lr=0.854,momentum=0.7925,dampening=0.8251,dampFirstStep=false),\
          sgd(lr=0.0094)",
        0x661f_e902_d94b_c54e,
    ),
    (
        "objective=gaussian&start=-0.4314,0.3901&steps=2000&racers=\
          momentum(lr=0.0399,momentum=0.7408,dampening=0.2798,dampFirstStep=false),\
          rmsprop(lr=0.00273,alpha=0.8974,eps=1e-6),\
          adagrad(lr=0.00203,eps=1e-6),\
          adam(lr=0.044,betas=0.9118:0.9789),\
          adam(lr=0.0311,betas=0.7045:0.9336,biasCorrection=false)",
        0xa4ea_eee0_124d_9dd8,
    ),
    (
        "objective=gaussian&start=-0.6826,0.4626&steps=300&racers=\
          sgd(lr=0.0345),\
          momentum(lr=0.272,momentum=0.6855,dampening=0.04311,dampFirstStep=false),\
          adam(lr=0.0125,betas=0.9439:0.9458),\
          rmsprop(lr=0.191,alpha=0.8149,eps=1e-6),\
          momentum(lr=0.00123,momentum=0.7367,dampening=0.369,dampFirstStep=true),\
          adagrad(lr=0.319,eps=1e-6)",
        0x124b_e292_bb28_be46,
    ),
    (
        "objective=gaussian&start=-0.01019,1.191&steps=257&racers=\
          momentum(lr=0.0325,momentum=0.7228,dampening=0.2158,dampFirstStep=false),\
          rmsprop(lr=1.16,alpha=0.8737,eps=1e-6),\
          momentum(lr=0.448,momentum=0.8703,dampening=0,dampFirstStep=true),\
          adam(lr=1.25,betas=0.5054:0.9681)",
        0x10c5_ecdd_49cf_a4d8,
    ),
    (
        "objective=gaussian&start=-0.2089,0.153&steps=2000&racers=\
          momentum(lr=0.331,momentum=0.7895,dampening=0.9402,dampFirstStep=false),\
          adagrad(lr=0.017,eps=1e-8),\
          momentum(lr=0.0113,momentum=0.547,dampening=0.3967,dampFirstStep=true),\
          sgd(lr=0.197),\
          rmsprop(lr=0.00517,alpha=0.9529,eps=1e-8),\
          momentum(lr=0.5,momentum=4.0,dampening=0,dampFirstStep=true)",
        0xb5a5_2bef_63be_8a89,
    ),
    (
        "objective=gaussian&start=0.3226,-0.5245&steps=50&racers=\
          momentum(lr=0.00102,momentum=0.9699,dampening=0.2349,dampFirstStep=false),\
          momentum(lr=0.026,momentum=0.7172,dampening=0,dampFirstStep=true),\
          adam(lr=0.00434,betas=0.5674:0.9168),\
          rmsprop(lr=0.00206,alpha=0.8773,eps=1e-8)",
        0xa52c_87be_d8bf_e01f,
    ),
    (
        "objective=gaussian&start=0.2095,-0.5794&steps=1000&racers=\
          momentum(lr=0.0701,momentum=0.724,dampening=0.7556,dampFirstStep=false),\
          adam(lr=1.36,betas=0.8377:0.9099,biasCorrection=false),\
          adagrad(lr=0.0657,eps=1e-8),\
          adam(lr=0.132,betas=0.7963:0.9487)",
        0xd5a3_501e_8f05_c9df,
    ),
    (
        "objective=gaussian&start=0.7775,-0.2216&steps=2000&racers=\
          sgd(lr=0.0117),\
          momentum(lr=0.0108,momentum=0.7819,dampening=0.03224,dampFirstStep=true),\
          momentum(lr=0.172,momentum=0.7045,dampening=0.6582,dampFirstStep=false),\
          momentum(lr=0.114,momentum=0.766,dampening=0,dampFirstStep=true),\
          adagrad(lr=0.00171,eps=1e-8),\
          rmsprop(lr=0.424,alpha=0.9132,eps=1e-8),\
          adam(lr=0.058,betas=0.8224:0.9556),\
          adam(lr=0.00412,betas=0.7749:0.9815,biasCorrection=false),\
          sgd(lr=0.0853),\
          momentum(lr=0.172,momentum=0.6694,dampening=0.5766,dampFirstStep=true),\
          momentum(lr=0.00197,momentum=0.7537,dampening=0.2397,dampFirstStep=false),\
          momentum(lr=0.56,momentum=0.5139,dampening=0,dampFirstStep=true),\
          adagrad(lr=0.0244,eps=1e-8),\
          rmsprop(lr=0.0109,alpha=0.8287,eps=1e-6),\
          adam(lr=0.0161,betas=0.6115:0.9421),\
          adam(lr=0.0104,betas=0.7425:0.9124,biasCorrection=false)",
        0x4452_8dba_e3fa_62ba,
    ),
    (
        "objective=gaussian&start=0.524,0.4081&steps=513&racers=\
          adagrad(lr=0.0123,eps=1e-10),\
          momentum(lr=0.0313,momentum=0.8762,dampening=0.07046,dampFirstStep=true),\
          adam(lr=0.00171,betas=0.593:0.936),\
          momentum(lr=0.0194,momentum=0.5559,dampening=0.529,dampFirstStep=false)",
        0x1d06_8797_a77b_52ec,
    ),
    (
        "objective=gaussian&start=-0.6969,-1.125&steps=2000&racers=\
          adam(lr=0.206,betas=0.621:0.9922,biasCorrection=false),\
          sgd(lr=0.982),\
          momentum(lr=0.169,momentum=0.533,dampening=0.08347,dampFirstStep=true),\
          momentum(lr=0.202,momentum=0.6305,dampening=0,dampFirstStep=true)",
        0xc5c7_87c5_6dac_f888,
    ),
    (
        "objective=gaussian&start=0.9,-0.35&steps=1000&racers=\
          adamw,\
          adamw(lr=0.137,betas=0.713:0.9871,eps=1e-6,weightDecay=0.31),\
          momentum(lr=0.0313,momentum=0.8762,dampening=0,dampFirstStep=false,nesterov=true)",
        0xc9a2_db9e_c75d_6777,
    ),
    // The library, and a formula of every function that there is.
    ("objective=rastrigin", 0x21d5_b811_d8c9_647d),
    ("objective=goldstein-price", 0xf1a8_a939_1de8_5676),
    ("objective=branin", 0x249f_0b60_307f_111e),
    (
        "formula=x^2+y^4/4+sin(3x)*cos(2y)-exp(-x^2)+log(2+x^2)*log10(3+y^2)+sqrt(1+x^2)+tan(x/9)\
          +asin(x/9)-acos(y/9)+atan(x*y)+sinh(x/5)+cosh(y/5)+tanh(x-y)+abs(x-0.3)+max(x,y)\
          -min(x,2y)+pow(1.5+x^2,0.7)+2^y+sign(x)+floor(9y)/99&steps=300",
        0x18b9_459c_91cf_c862,
    ),
    // With noise: shared, of every racer's own, and on a formula.
    ("preset=article&noise=0.1&steps=1000", 0xdc0c_ba00_14cc_635b),
    (
        "preset=article&noise=sigma=0.3,seed=4294967295,shared=false&steps=1000",
        0xcd64_5057_3e5c_f723,
    ),
    ("formula=x^2*y^2+sin(x)&start=1,1&noise=sigma=2,seed=7&steps=300", 0x1c1d_7bf4_3d74_da49),
    // The rules beside the article's, then torch's options, schedules and clipping.
    (
        "objective=himmelblau&start=-1.5,0.5&steps=700&racers=\
          nadam(lr=0.1),\
          nadam(lr=0.03,betas=0.8123:0.9871,eps=1e-6,momentumDecay=0.137),\
          radam(lr=0.0123),\
          radam(lr=0.0213,betas=0.713:0.9417),\
          adamax(lr=0.1),\
          adamax(lr=0.0717,betas=0.6813:0.9127),\
          adadelta(lr=2.3,rho=0.8371,eps=1e-4),\
          rprop(lr=0.0331),\
          rprop(lr=0.11,etas=0.317:1.437,stepSizes=0.00013:0.7),\
          lion(lr=0.0123),\
          lion(lr=0.0217,betas=0.8371:0.9713,weightDecay=0.13)",
        0x6d94_2da8_d474_b93b,
    ),
    (
        "objective=gaussian&start=0.9,-0.35&steps=600&racers=\
          sgd(lr=0.137,weightDecay=0.031,schedule=step,stepSize=77,gamma=0.713),\
          sgd(lr=0.0137,maximize=true,clipNorm=0.317),\
          momentum(lr=0.0313,momentum=0.8762,dampening=0,dampFirstStep=false,nesterov=true,\
            weightDecay=0.0137,schedule=exponential,gamma=0.9917),\
          adagrad(lr=0.137,lrDecay=0.0113,initialAccumulatorValue=0.071,weightDecay=0.0137),\
          rmsprop(lr=0.00313,momentum=0.713,centered=true,weightDecay=0.0071,clipValue=0.31),\
          adam(lr=0.0437,betas=0.871:0.9713,amsgrad=true,weightDecay=0.0137,\
            schedule=cosine,tMax=417,etaMin=0.00031),\
          adamw(lr=0.0517,betas=0.871:0.9713,amsgrad=true,weightDecay=0.137,\
            schedule=warmupCosine,totalIters=53,startFactor=0.137,tMax=431,etaMin=0.0013),\
          adam(lr=0.137,schedule=oneCycle,totalSteps=571,pctStart=0.317,divFactor=17,\
            finalDivFactor=1300,clipNorm=0.41,clipValue=0.37),\
          rprop(lr=0.0717,schedule=oneCycle)",
        0xdb79_ed57_e336_1a27,
    ),
];
