using System;
using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>
    /// What went wrong, for a program (<see cref="Code"/>, one of the guide's, or <c>unreachable</c> where no server
    /// answered) and for a person (<see cref="Exception.Message"/> and <see cref="Hint"/>).
    /// </summary>
    public sealed class Complaint : Exception
    {
        /// <summary>The code of a complaint that no server made, because none answered.</summary>
        public const string UnreachableCode = "unreachable";

        /// <summary>
        /// Codes with which a server says that it will not serve this client as it is, however often it asks.
        /// </summary>
        private static readonly HashSet<string> Refusals = new HashSet<string>
        {
            "unauthorized", "host_refused", "origin_refused", "refused", "protocol_mismatch",
        };

        /// <summary>Makes one; see the properties.</summary>
        public Complaint(
            string code,
            string message,
            string? hint = null,
            string? field = null,
            int? status = null,
            Exception? cause = null)
            : base(message, cause)
        {
            Code = code;
            Hint = hint;
            Field = field;
            Status = status;
        }

        /// <summary>Stable identifier, snake_case.</summary>
        public string Code { get; }

        /// <summary>The next step, where one is known.</summary>
        public string? Hint { get; }

        /// <summary>Path of the field of the request that is to blame, such as <c>windows[0].size</c>.</summary>
        public string? Field { get; }

        /// <summary>HTTP status, where the complaint came over HTTP.</summary>
        public int? Status { get; }

        /// <summary>Whether asking again is of no use until the person has done something.</summary>
        public bool IsRefusal => Refusals.Contains(Code);

        /// <summary>Whether no server answered.</summary>
        public bool IsUnreachable => Code == UnreachableCode;

        /// <summary>What the server said was wrong.</summary>
        public static Complaint From(ErrorBody body, int? status = null)
        {
            return new Complaint(body.Code, body.Message, body.Hint, body.Field, status);
        }

        /// <summary>Any thrown thing as a complaint; one that is a complaint already comes back as it is.</summary>
        public static Complaint Of(Exception error)
        {
            return error as Complaint ?? new Complaint("failed", error.Message, cause: error);
        }

        /// <summary>No server answered.</summary>
        public static Complaint Unreachable(
            string message, string? hint = null, int? status = null, Exception? cause = null)
        {
            const string usual = "Check that the server is running; everything goes on as soon as it answers.";
            return new Complaint(UnreachableCode, message, hint ?? usual, status: status, cause: cause);
        }

        /// <summary>What the server answers makes no sense here.</summary>
        public static Complaint Unreadable(Exception? cause = null)
        {
            const string hint = "Try again; if it stays, this client and the server come from different releases.";
            return new Complaint("failed", "The server's answer could not be read.", hint, cause: cause);
        }
    }
}
