package berry.monitoring;

/// How long the most silent replica says nothing that should run: nobody notices the end of a
/// process less than the process itself.
final class ReplicaSensor implements Sensor {

  private final Replicas replicas;

  ReplicaSensor(Replicas replicas) {
    this.replicas = replicas;
  }

  @Override
  public void read(Readings into) {
    double most =
        replicas.all().stream()
            .filter(Replicas.Known::expected)
            .mapToDouble(Replicas.Known::silentSeconds)
            .filter(seconds -> seconds > Replicas.SILENT.toSeconds())
            .max()
            .orElse(0);
    into.put(Metric.REPLICA_SILENT, most);
  }
}
