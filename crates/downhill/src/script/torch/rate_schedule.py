class RateSchedule(lr_scheduler.LRScheduler):
    """Sets the rate that a function gives for a step, where torch refuses the setting."""

    def __init__(self, optimizer, rate):
        self.rate = rate
        super().__init__(optimizer)

    def get_lr(self):
        return [self.rate(lr, self.last_epoch) for lr in self.base_lrs]
