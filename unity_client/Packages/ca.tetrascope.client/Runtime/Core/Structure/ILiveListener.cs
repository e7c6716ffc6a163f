using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    /// <summary>Told of the newest request only; what a superseded one still brings is not passed on.</summary>
    internal interface ILiveListener
    {
        /// <summary>It is on its way.</summary>
        void Sent(LayersRequest body);

        /// <summary>The classes are here.</summary>
        void Arrived(LayersRequest body, Predictions predictions);

        /// <summary>A column is here.</summary>
        void Arrived(ClusteredLayer layer);

        /// <summary>It is so far.</summary>
        void Advanced(Progress progress);

        /// <summary>The answer begins anew, after the connection was lost.</summary>
        void Restarted();

        /// <summary>It is answered in full.</summary>
        void Completed(LayersRequest body);

        /// <summary>It cannot be answered.</summary>
        void Failed(Complaint complaint);
    }
}
