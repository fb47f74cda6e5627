package dev.weft.client.options;

/**
 * The form of {@code estimatedDocumentCount}.
 */
public interface EstimatedCountOptions extends CallOptions<EstimatedCountOptions> {}
