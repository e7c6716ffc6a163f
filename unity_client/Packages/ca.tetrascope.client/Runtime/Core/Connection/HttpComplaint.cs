using System;
using System.Collections.Generic;
using System.Net.Sockets;
using Tetrascope.Protocol;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Connection
{
    /// <summary>What to think of an answer over HTTP that is none of those asked for.</summary>
    internal static class HttpComplaint
    {
        /// <summary>The code of an error without a body that the protocol knows, by its status.</summary>
        private static readonly Dictionary<int, string> Codes = new Dictionary<int, string>
        {
            [400] = "malformed",
            [401] = "unauthorized",
            [403] = "refused",
            [404] = "not_found",
            [405] = "method_not_allowed",
            [406] = "not_acceptable",
            [408] = "body_timeout",
            [413] = "too_large",
            [415] = "unsupported_media_type",
            [422] = "invalid_input",
            [503] = "busy",
        };

        /// <summary>
        /// Null where the answer is the message that was asked for, which is then in <paramref name="message"/>.
        /// </summary>
        public static Complaint? Of(HttpAnswer answer, HttpRoutes.Pending pending, out Message? message)
        {
            message = null;
            bool readable = answer.ContentType == Limits.MessagePackType;
            try
            {
                if (readable && answer.IsSuccess)
                {
                    message = pending.Read(answer.Body);
                }
                if (message != null)
                {
                    return null;
                }
                if (readable && !answer.IsSuccess)
                {
                    return Complaint.From(ErrorEnvelope.Decode(answer.Body).Error, answer.Status);
                }
            }
            catch (MessagePackException)
            {
                // Judged by its status, like an answer without a body.
            }
            return ByStatus(answer);
        }

        /// <summary>Why no server answered.</summary>
        public static Complaint Unanswered(Exception error, ServerAddress address)
        {
            switch ((error.GetBaseException() as SocketException)?.SocketErrorCode)
            {
                case SocketError.HostNotFound:
                case SocketError.NoData:
                case SocketError.TryAgain:
                    return Complaint.Unreachable(
                        $"Expected a computer of the name {address.Http.Host}, found none.",
                        "Check the name, or type the address that the server prints when it starts.",
                        cause: error);
                case SocketError.ConnectionRefused:
                    return Complaint.Unreachable(
                        $"Expected a server at {address}, got none: no program listens there.",
                        "Check that the server is running, and its port. On another machine it must be started with "
                            + "an address that others can reach, such as --host 0.0.0.0.",
                        cause: error);
                default:
                    return Complaint.Unreachable(
                        $"Expected an answer of the server at {address}, got none: it does not run, or cannot be "
                            + "reached.",
                        cause: error);
            }
        }

        private static Complaint ByStatus(HttpAnswer answer)
        {
            int status = answer.Status;
            Codes.TryGetValue(status, out string? code);
            if (code == "busy")
            {
                return new Complaint(
                    "busy", "The server has all the connections it allows.", "Try again soon.", status: status);
            }
            // A proxy in between answers for a server that is gone, or something else than Tetrascope has its address.
            if (status >= 500 || status < 400)
            {
                return Complaint.Unreachable(
                    $"Expected an answer of Tetrascope, got another with status {status}.",
                    "Check the address and its port: something else may answer there.",
                    status);
            }
            return new Complaint(
                code ?? "failed", $"The server answered with status {status} and no explanation.", status: status);
        }
    }
}
