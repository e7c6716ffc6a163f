using System;
using System.Collections.Generic;

namespace UnityEngine.UIElements
{
    public delegate void EventCallback<in TEventType>(TEventType evt);

    public abstract class EventBase
    {
    }

    public abstract class EventBase<T> : EventBase
        where T : EventBase<T>, new()
    {
    }

    public class CallbackEventHandler : IEventHandler
    {
        private readonly Dictionary<Type, Delegate> _callbacks = new Dictionary<Type, Delegate>();

        public void RegisterCallback<TEventType>(
            EventCallback<TEventType> callback, TrickleDown useTrickleDown = default)
            where TEventType : EventBase<TEventType>, new()
        {
            _callbacks.TryGetValue(typeof(TEventType), out Delegate known);
            _callbacks[typeof(TEventType)] = Delegate.Combine(known, callback);
        }

        /// <summary>Tells this element alone of an event; whether it listens.</summary>
        internal bool Send<TEventType>(TEventType happened)
        {
            bool listens = _callbacks.TryGetValue(typeof(TEventType), out Delegate known);
            ((EventCallback<TEventType>)known)?.Invoke(happened);
            return listens;
        }
    }

    public enum TrickleDown
    {
    }

    public abstract class PointerEventBase<T> : EventBase<T>
        where T : PointerEventBase<T>, new()
    {
        public int pointerId { get; protected internal set; }

        /// <summary>Pixels from the top left of the element that is told.</summary>
        public Vector3 localPosition { get; protected internal set; }
    }

    public sealed class PointerDownEvent : PointerEventBase<PointerDownEvent>
    {
    }

    public sealed class PointerMoveEvent : PointerEventBase<PointerMoveEvent>
    {
    }

    public sealed class PointerLeaveEvent : PointerEventBase<PointerLeaveEvent>
    {
    }
}
