using System;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>Something that is not here from the beginning. Never changes; only replaced.</summary>
    public sealed class Loadable<T>
        where T : class
    {
        /// <summary>Nobody has asked for it.</summary>
        public static readonly Loadable<T> Idle = new Loadable<T>(LoadState.Idle, null, null, null);

        private Loadable(LoadState state, T? value, Progress? progress, Complaint? complaint)
        {
            State = state;
            Value = value;
            Progress = progress;
            Complaint = complaint;
        }

        /// <summary>How far it is.</summary>
        public LoadState State { get; }

        /// <summary>The thing itself; null unless it is here.</summary>
        public T? Value { get; }

        /// <summary>How far it is on its way, where that is known.</summary>
        public Progress? Progress { get; }

        /// <summary>Why it could not be had; null unless it failed.</summary>
        public Complaint? Complaint { get; }

        /// <summary>It is on the way.</summary>
        public static Loadable<T> Loading(Progress? progress = null)
        {
            return new Loadable<T>(LoadState.Loading, null, progress, null);
        }

        /// <summary>It is here.</summary>
        public static Loadable<T> Ready(T value)
        {
            return new Loadable<T>(LoadState.Ready, value, null, null);
        }

        /// <summary>It could not be had.</summary>
        public static Loadable<T> Failed(Exception error)
        {
            return new Loadable<T>(LoadState.Failed, null, null, Complaint.Of(error));
        }
    }
}
