package berry.config;

/// What opens the buckets of `backup.copies`.
public record S3Keys(Secret access, Secret secret) {}
