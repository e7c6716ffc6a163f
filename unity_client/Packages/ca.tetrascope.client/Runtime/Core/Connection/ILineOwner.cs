using System;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>Who is told what happens on a line.</summary>
    internal interface ILineOwner
    {
        /// <summary>It is in another state.</summary>
        void StateChanged(ConnectionState state);

        /// <summary>The server greets: it may be written to.</summary>
        void Greeted(HelloFrame hello);

        /// <summary>
        /// The connection is gone, closed with this code where the server said one; whatever was under way on it is
        /// not.
        /// </summary>
        void Lost(int? closeCode);

        /// <summary>It was let go, or will not be had: what was under way waits, or with a complaint fails.</summary>
        void Dropped(Complaint? refusal);

        /// <summary>A frame has come, other than a greeting.</summary>
        void Took(ServerFrame frame);

        /// <summary>A frame has come that could not be read.</summary>
        void TookDamage();

        /// <summary>A connection could not be opened, and nothing says why.</summary>
        void Diagnose(Exception? cause);
    }
}
