export function doctorSources(): string;
