/**
 * A racer: an optimizer with torch.optim's hyper-parameters. What is left out takes its default;
 * where that differs from torch's, it is said beside it. One that is `off` is computed, but neither
 * shown nor compared.
 *
 * A learning rate that is left out is the objective's own for the optimizer, 0.02 on the article's and on formulas (torch: 1e-4 for Lion, 1e-3 for SGD, SGD+Momentum, Adam, AdamW and RAdam, 2e-3 for NAdam and Adamax, 1e-2 for AdaGrad, RMSProp and Rprop, 1 for Adadelta); AdamW, NAdam, Adamax and Rprop take Adam's; RAdam takes 2 times SGD's; Adadelta takes 100 times Adam's; Lion takes 0.25 times Adam's where an objective names none.
 */
export type Racer = {
  label?: string;
  color?: string;
  lr?: number;
  off?: boolean;
  /** The greatest length of a gradient (torch.nn.utils.clip_grad_norm_). */
  clipNorm?: number;
  /** The greatest size of a gradient's coordinate (torch.nn.utils.clip_grad_value_). */
  clipValue?: number;
} & Schedule & (
  | {
      /** Goes against the gradient, by a fixed share of it. Cauchy 1847; stochastic: Robbins & Monro 1951 (torch.optim.SGD). */
      optimizer: "sgd";
      /** Share of the iterate that is added to its gradient, which draws towards (0, 0). Default: 0.0. */
      weightDecay?: number;
      /** Whether it goes uphill, with the gradient. Default: false. */
      maximize?: boolean;
    }
  | {
      /** Goes by a velocity, in which earlier gradients live on. Polyak 1964; Nesterov 1983 (torch.optim.SGD). */
      optimizer: "momentum";
      /** Share of the velocity that is kept; with 0 there is no velocity and no dampening. Default: 0.9; torch: 0. */
      momentum?: number;
      /** Share of the gradient that is held back. Default: 0.0. */
      dampening?: number;
      /** Whether the first gradient is damped too, as in the article's code. Default: false. */
      dampFirstStep?: boolean;
      /** Whether it looks one step of the velocity ahead; wants a momentum above 0, dampening 0, dampFirstStep false. Default: false. */
      nesterov?: boolean;
      /** Share of the iterate that is added to its gradient, which draws towards (0, 0). Default: 0.0. */
      weightDecay?: number;
      /** Whether it goes uphill, with the gradient. Default: false. */
      maximize?: boolean;
    }
  | {
      /** Divides each coordinate's gradient by the root of all its squares so far. Duchi, Hazan & Singer 2011 (torch.optim.Adagrad). */
      optimizer: "adagrad";
      /** Added to the root. Default: 1e-8; torch: 1e-10. */
      eps?: number;
      /** Step t has the learning rate lr/(1 + (t − 1)·lrDecay). Default: 0.0. */
      lrDecay?: number;
      /** Where the sum of the squares starts. Default: 0.0. */
      initialAccumulatorValue?: number;
      /** Share of the iterate that is added to its gradient, which draws towards (0, 0). Default: 0.0. */
      weightDecay?: number;
    }
  | {
      /** Divides each coordinate's gradient by the root of a running mean of its squares. Tieleman & Hinton 2012 (torch.optim.RMSprop). */
      optimizer: "rmsprop";
      /** Share of the running mean that is kept; the article's beta. Default: 0.99. */
      alpha?: number;
      /** Added to the root. Default: 1e-8. */
      eps?: number;
      /** Share of the velocity that is kept; with 0 there is no velocity. Default: 0.0. */
      momentum?: number;
      /** Whether the gradients are scaled by their variance. Default: false. */
      centered?: boolean;
      /** Share of the iterate that is added to its gradient, which draws towards (0, 0). Default: 0.0. */
      weightDecay?: number;
    }
  | {
      /** Divides a running mean of the gradients by the root of one of their squares. Kingma & Ba 2015 (torch.optim.Adam). */
      optimizer: "adam";
      /** Shares of both running means that are kept. Default: [0.9,0.999]. */
      betas?: [number, number];
      /** Added to the root. Default: 1e-8. */
      eps?: number;
      /** Whether the means are corrected for having started at zero. Default: true; torch: always. */
      biasCorrection?: boolean;
      /** Whether the root is that of the greatest mean of squares so far. Default: false. */
      amsgrad?: boolean;
      /** Share of the iterate that is added to its gradient, which draws towards (0, 0). Default: 0.0. */
      weightDecay?: number;
    }
  | {
      /** Adam that also draws every iterate towards (0, 0), by a share of itself. Loshchilov & Hutter 2019 (torch.optim.AdamW). */
      optimizer: "adamw";
      /** Shares of both running means that are kept. Default: [0.9,0.999]. */
      betas?: [number, number];
      /** Added to the root. Default: 1e-8. */
      eps?: number;
      /** Share of the iterate, times lr, that each step takes from it. Default: 0.01. */
      weightDecay?: number;
      /** Whether the root is that of the greatest mean of squares so far. Default: false. */
      amsgrad?: boolean;
    }
  | {
      /** Adds Nesterov’s look ahead to Adam. Dozat 2016 (torch.optim.NAdam). */
      optimizer: "nadam";
      /** Shares of both running means that are kept. Default: [0.9,0.999]. */
      betas?: [number, number];
      /** Added to the root. Default: 1e-8. */
      eps?: number;
      /** How fast the momentum grows to β₁, of half of which it starts. Default: 0.004. */
      momentumDecay?: number;
    }
  | {
      /** Adam that takes plain steps until it can trust its mean of squares. Liu et al. 2020 (torch.optim.RAdam). */
      optimizer: "radam";
      /** Shares of both running means that are kept. Default: [0.9,0.999]. */
      betas?: [number, number];
      /** Added to the root. Default: 1e-8. */
      eps?: number;
    }
  | {
      /** Adam that divides by the greatest gradient of late, not by a mean of squares. Kingma & Ba 2015 (torch.optim.Adamax). */
      optimizer: "adamax";
      /** Shares of both running means that are kept. Default: [0.9,0.999]. */
      betas?: [number, number];
      /** Added to the root. Default: 1e-8. */
      eps?: number;
    }
  | {
      /** RMSProp that scales its steps by how long they have been. Zeiler 2012 (torch.optim.Adadelta). */
      optimizer: "adadelta";
      /** Share of both running means that is kept. Default: 0.9. */
      rho?: number;
      /** Added to the root. Default: 1e-6. */
      eps?: number;
    }
  | {
      /** Goes by the sign of each coordinate’s gradient, faster while it stays the same. Riedmiller & Braun 1993 (torch.optim.Rprop). */
      optimizer: "rprop";
      /** By what the step size is multiplied where the gradient turns, and where it does not. Default: [0.5,1.2]. */
      etas?: [number, number];
      /** The least and the greatest step size. Default: [1e-6,50.0]. */
      stepSizes?: [number, number];
    }
  | {
      /** Goes by the sign of a momentum: every step is one learning rate long. Chen et al. 2023 (not in torch.optim). */
      optimizer: "lion";
      /** Shares of both running means that are kept. Default: [0.9,0.99]. */
      betas?: [number, number];
      /** Share of the iterate, times lr, that each step takes from it. Default: 0.0. */
      weightDecay?: number;
    }
);

/**
 * How the learning rate changes, by torch.optim.lr_scheduler's names. Lengths that are left out are the
 * run's.
 */
export type Schedule =
  | { schedule?: "constant" }
  | { schedule: "step"; stepSize?: number; gamma?: number }
  | { schedule: "exponential"; gamma?: number }
  | { schedule: "cosine"; tMax?: number; etaMin?: number }
  | { schedule: "warmupCosine"; totalIters?: number; startFactor?: number; tMax?: number; etaMin?: number }
  | { schedule: "oneCycle"; totalSteps?: number; pctStart?: number; divFactor?: number; finalDivFactor?: number };

/**
 * A rule's state after `step` steps: what it remembers of `[x, y]`, by name. Numbers that overflowed
 * are infinite.
 */
export interface State {
  step: number;
  /** Of SGD+Momentum and RMSProp. */
  velocity?: [number, number];
  /** Of AdaGrad. */
  sumOfSquares?: [number, number];
  /** Of RMSProp and Adadelta. */
  meanOfSquares?: [number, number];
  /** Of RMSProp. */
  meanOfGradients?: [number, number];
  /** Of Adam, AdamW, NAdam, RAdam, Adamax and Lion. */
  firstMoment?: [number, number];
  /** Of Adam, AdamW, NAdam and RAdam. */
  secondMoment?: [number, number];
  /** Of Adam and AdamW. */
  greatestSecondMoment?: [number, number];
  /** Of NAdam. */
  momentumProduct?: [number, number];
  /** Of Adamax. */
  greatestGradient?: [number, number];
  /** Of Adadelta. */
  meanOfSquaredSteps?: [number, number];
  /** Of Rprop. */
  previousGradient?: [number, number];
  /** Of Rprop. */
  stepSize?: [number, number];
}
