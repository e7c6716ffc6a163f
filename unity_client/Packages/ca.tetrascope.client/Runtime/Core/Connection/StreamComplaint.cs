using System;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>What can be wrong with a stream or a request on it, besides what the server says.</summary>
    internal static class StreamComplaint
    {
        public static Complaint Mismatch(string? protocol)
        {
            string spoken = protocol == null ? "another version" : $"version {protocol}";
            return new Complaint(
                "protocol_mismatch",
                $"Expected a server that speaks version {Wire.Major} of the protocol, got {spoken}.",
                "Install the release of this client that belongs to the server's.");
        }

        public static Complaint TooLarge()
        {
            return new Complaint(
                "too_large",
                "The request is larger than the server takes.",
                "Ask for less at once: fewer or simpler masks.");
        }

        public static Complaint TooOftenLost()
        {
            return Complaint.Unreachable(
                $"The connection was lost {StreamClient.MaxLosses} times while this was being computed.",
                "Try something smaller, or look at the server's log.");
        }

        public static Complaint BadToken(Exception cause)
        {
            return new Complaint(
                "unauthorized",
                "Expected a token, got other characters.",
                "Copy it from the address that the server printed.",
                cause: cause);
        }
    }
}
