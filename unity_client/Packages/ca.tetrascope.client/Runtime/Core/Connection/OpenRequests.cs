using System;
using System.Collections.Generic;

namespace Tetrascope.Connection
{
    /// <summary>
    /// The requests of a stream that have not ended, oldest first, and those whose end is still to be told.
    /// </summary>
    internal sealed class OpenRequests
    {
        private readonly List<UnderWay> _open = new List<UnderWay>();
        private readonly Queue<UnderWay> _ended = new Queue<UnderWay>();

        public void Add(UnderWay request)
        {
            _open.Add(request);
        }

        /// <summary>Those that are open now; what is done to one may end it and others.</summary>
        public UnderWay[] Snapshot()
        {
            return _open.Count == 0 ? Array.Empty<UnderWay>() : _open.ToArray();
        }

        /// <summary>
        /// The request that was sent under an id and that the server has said something about; null where no one cares
        /// for it any more.
        /// </summary>
        public UnderWay? Hear(string? id)
        {
            foreach (UnderWay request in _open)
            {
                if (request.Id == id)
                {
                    request.Heard = true;
                    request.Losses = 0;
                    return request;
                }
            }
            return null;
        }

        /// <summary>One that has waited long enough for a busy server; null for none.</summary>
        public UnderWay? FindDue(double now)
        {
            foreach (UnderWay request in _open)
            {
                if (now >= request.RetryAt)
                {
                    return request;
                }
            }
            return null;
        }

        /// <summary>The largest of those sent of which nothing was heard; null for none.</summary>
        public UnderWay? FindLargestUnheard()
        {
            UnderWay? largest = null;
            foreach (UnderWay request in _open)
            {
                if (request.Id != null && !request.Heard && request.Size > (largest?.Size ?? -1))
                {
                    largest = request;
                }
            }
            return largest;
        }

        /// <summary>Ends those of a slot; the ids under which they were sent.</summary>
        public List<string?> Supersede(string? slot)
        {
            var ids = new List<string?>();
            foreach (UnderWay other in Snapshot())
            {
                if (slot == null || other.Handlers.Slot != slot)
                {
                    continue;
                }
                ids.Add(other.Id);
                End(other, Ending.Superseded);
            }
            return ids;
        }

        /// <summary>
        /// The connection is gone; a request over which too many have broken ends with <paramref name="complaint"/>.
        /// </summary>
        public void Lose(int most, Func<Complaint> complaint)
        {
            foreach (UnderWay request in Snapshot())
            {
                if (request.Id != null && ++request.Losses >= most)
                {
                    Fail(request, complaint());
                }
            }
        }

        /// <summary>
        /// All wait for another connection; another server may want an image that was given to this one.
        /// </summary>
        public void ForgetConnection()
        {
            foreach (UnderWay request in _open)
            {
                request.Id = null;
                request.Image = request.Image == ImageState.Given ? ImageState.There : request.Image;
            }
        }

        /// <summary>It has ended.</summary>
        public void End(UnderWay request, Ending ending)
        {
            if (request.Ended)
            {
                return;
            }
            request.End(ending);
            Remove(request);
        }

        /// <summary>It has failed.</summary>
        public void Fail(UnderWay request, Complaint complaint)
        {
            if (request.Ended)
            {
                return;
            }
            request.Fail(complaint);
            Remove(request);
        }

        /// <summary>
        /// Tells of those that have ended: later than it happens, so that whoever asks never hears of an end before it
        /// has the request in hand.
        /// </summary>
        public void TellEnded()
        {
            while (_ended.Count > 0)
            {
                _ended.Dequeue().Tell();
            }
        }

        private void Remove(UnderWay request)
        {
            _open.Remove(request);
            _ended.Enqueue(request);
        }
    }
}
