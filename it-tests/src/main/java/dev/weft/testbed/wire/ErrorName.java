package dev.weft.testbed.wire;

import java.util.HashMap;
import java.util.Map;

/** The names of error codes (server manual, "Error Codes"); a code without a name is called after its place. */
public final class ErrorName {
    private static final Map<Integer, String> NAMES = new HashMap<>();

    static {
        for (String pair : """
                1 InternalError, 2 BadValue, 4 NoSuchKey, 5 GraphContainsCycle, 6 HostUnreachable, 7 HostNotFound, 8 UnknownError,
                9 FailedToParse, 10 CannotMutateObject, 11 UserNotFound, 13 Unauthorized, 14 TypeMismatch, 15 Overflow,
                17 ProtocolError, 18 AuthenticationFailed, 20 IllegalOperation, 22 InvalidBSON, 24 LockTimeout, 26 NamespaceNotFound,
                27 IndexNotFound, 28 PathNotViable, 40 ConflictingUpdateOperators, 43 CursorNotFound, 47 NoMatchingDocument,
                48 NamespaceExists, 50 MaxTimeMSExpired, 52 DollarPrefixedFieldName, 53 InvalidIdField, 56 EmptyFieldName,
                59 CommandNotFound, 61 ShardKeyNotFound, 63 StaleShardVersion, 64 WriteConcernFailed,
                66 ImmutableField, 67 CannotCreateIndex, 68 IndexAlreadyExists, 70 ShardNotFound, 72 InvalidOptions,
                73 InvalidNamespace, 76 NoReplicationEnabled, 79 UnknownReplWriteConcern, 85 IndexOptionsConflict,
                86 IndexKeySpecsConflict, 89 NetworkTimeout, 91 ShutdownInProgress, 94 NotYetInitialized, 95 NotSecondary,
                96 OperationFailed, 100 UnsatisfiableWriteConcern, 112 WriteConflict, 115 CommandNotSupported,
                117 ConflictingOperationInProgress, 121 DocumentValidationFailure, 123 NotAReplicaSet,
                125 CommandFailed, 133 FailedToSatisfyReadPreference, 134 ReadConcernMajorityNotAvailableYet,
                136 CappedPositionLost, 148 ReadConcernMajorityNotEnabled, 150 StaleEpoch, 166 CommandNotSupportedOnView,
                167 OptionNotSupportedOnView, 168 InvalidPipelineOperator, 175 QueryPlanKilled, 183 ClientMetadataMissingField,
                185 ClientMetadataDocumentTooLarge, 186 ClientMetadataCannotBeMutated, 189 PrimarySteppedDown,
                197 InvalidIndexSpecificationOption, 206 NoSuchSession, 207 InvalidUUID,
                213 DuplicateSession, 225 TransactionTooOld, 224 QueryFeatureNotAllowed,
                237 CursorKilled, 238 NotImplemented, 239 SnapshotTooOld, 246 SnapshotUnavailable, 251 NoSuchTransaction,
                256 TransactionCommitted, 257 TransactionTooLarge, 261 TooManyLogicalSessions, 262 ExceededTimeLimit,
                263 OperationNotSupportedInTransaction, 271 MaxNumberOfIndexesExceeded, 272 CursorInUse, 280 ChangeStreamFatalError,
                286 ChangeStreamHistoryLost, 290 TransactionExceededLifetimeLimitSeconds, 292 QueryExceededMemoryLimitNoDiskUseAllowed,
                322 APIVersionError, 323 APIStrictError, 324 APIDeprecationError, 352 UnsupportedOpQueryCommand,
                391 ReauthenticationRequired, 462 IngressRequestRateLimitExceeded,
                9001 SocketException, 10003 CannotGrowDocumentInCappedNamespace, 10058 LegacyNotPrimary, 10107 NotWritablePrimary,
                10334 BSONObjectTooLarge, 11000 DuplicateKey, 11600 InterruptedAtShutdown, 11601 Interrupted,
                11602 InterruptedDueToReplStateChange, 13388 StaleConfig, 13435 NotPrimaryNoSecondaryOk,
                13436 NotPrimaryOrSecondary, 17280 KeyTooLong, 31082 SearchNotEnabled, 50768 NotARetryableWriteCommand
                """.split("[,\\s]\\s*(?=\\d)")) {
            String[] parts = pair.strip().split(" ", -1);
            NAMES.put(Integer.valueOf(parts[0]), parts[1]);
        }
    }

    private ErrorName() {}

    public static String of(int code) {
        return NAMES.getOrDefault(code, "Location" + code);
    }
}
