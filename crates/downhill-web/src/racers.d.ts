/**
 * A racer: an optimizer with torch.optim's hyper-parameters. What is left out takes its default;
 * where that differs from torch's, it is said beside it. One that is `off` is computed, but neither
 * shown nor compared.
 *
 * A learning rate that is left out is the objective's own for the optimizer, 0.02 on the article's and on formulas (torch: 1e-3 for SGD, SGD+Momentum, Adam and AdamW, 1e-2 for AdaGrad and RMSProp); AdamW takes Adam's where an objective names none for it.
 */
export type Racer = { label?: string; color?: string; lr?: number; off?: boolean } & (
  | {
      /** Goes against the gradient, by a fixed share of it. Cauchy 1847; stochastic: Robbins & Monro 1951 (torch.optim.SGD). */
      optimizer: "sgd";
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
    }
  | {
      /** Divides each coordinate's gradient by the root of all its squares so far. Duchi, Hazan & Singer 2011 (torch.optim.Adagrad). */
      optimizer: "adagrad";
      /** Added to the root. Default: 1e-8; torch: 1e-10. */
      eps?: number;
    }
  | {
      /** Divides each coordinate's gradient by the root of a running mean of its squares. Tieleman & Hinton 2012 (torch.optim.RMSprop). */
      optimizer: "rmsprop";
      /** Share of the running mean that is kept; the article's beta. Default: 0.99. */
      alpha?: number;
      /** Added to the root. Default: 1e-8. */
      eps?: number;
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
    }
);

/**
 * A rule's state after `step` steps: what it remembers of `[x, y]`, by name. Numbers that overflowed
 * are infinite.
 */
export interface State {
  step: number;
  /** Of SGD+Momentum. */
  velocity?: [number, number];
  /** Of AdaGrad. */
  sumOfSquares?: [number, number];
  /** Of RMSProp. */
  meanOfSquares?: [number, number];
  /** Of Adam and AdamW. */
  firstMoment?: [number, number];
  /** Of Adam and AdamW. */
  secondMoment?: [number, number];
}
