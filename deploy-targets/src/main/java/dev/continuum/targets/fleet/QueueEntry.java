package dev.continuum.targets.fleet;

import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.run.RunConfiguration;

/** What is queued, and all that is needed to deploy it; its module is the queue's own copy. */
record QueueEntry(QueuedDeployment queued, RunConfiguration configuration, DeployOptions options) {
  boolean isFor(String device, String app) {
    return queued.device().equals(device) && queued.app().equals(app);
  }

  QueueEntry with(QueuedDeployment changed) {
    return new QueueEntry(changed, configuration, options);
  }
}
